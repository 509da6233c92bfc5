/**
 * Finds the elements of one array in a JSON text that comes in pieces, without holding more than one element. Only
 * the structure is followed; each element's own text is parsed by whoever takes it.
 */
export type JsonElement =
  | { readonly kind: 'element'; readonly index: number; readonly text: string }
  | { readonly kind: 'too_long'; readonly index: number }
  /** The text ended in the middle; `index` is that of the element which was cut, if one was. */
  | { readonly kind: 'truncated'; readonly index: number | undefined }
  /** The text ended well, and the array was not in it. */
  | { readonly kind: 'absent' };

/** The most that one element may hold, in UTF-16 units. */
const longestElement = 1 << 25;
const longestKey = 1000;
const deepest = 500;

/** @param path the members from the root to the array; none when the root itself is the array */
export async function* findElements(
  chunks: AsyncIterable<string>,
  path: readonly string[],
): AsyncGenerator<Iterable<JsonElement>, void, undefined> {
  const scanner = createScanner(path);
  for await (const chunk of chunks) yield scanner.scan(chunk);
  yield scanner.end();
}

const createScanner = (path: readonly string[]) => {
  /** One entry per open bracket: the key under which we are in an object, or undefined in an array. */
  const open: { readonly isObject: boolean; key: string | undefined }[] = [];
  let inString = false;
  let escaped = false;
  let key: string | undefined;
  let lastString: string | undefined;
  /** How many brackets are open just inside the array that is looked for; 0 while outside. */
  let inside = 0;
  let found = false;
  let index = 0;
  let element: string | undefined;
  let tooLong = false;
  let broken = false;

  const isTarget = (): boolean =>
    open.length === path.length &&
    open.every(({ isObject, key: member }, depth) => isObject && member === path[depth]);

  const finish = (): JsonElement | undefined => {
    const text = element?.trim() ?? '';
    element = undefined;
    if (text === '' && !tooLong) return undefined;
    const result: JsonElement = tooLong ? { kind: 'too_long', index } : { kind: 'element', index, text };
    tooLong = false;
    index += 1;
    return result;
  };

  function* scan(chunk: string): Generator<JsonElement, void, undefined> {
    if (broken) return;
    let from = 0;
    const take = (to: number): void => {
      if (inside === 0 || tooLong) return;
      element = (element ?? '') + chunk.slice(from, to);
      if (element.length > longestElement) {
        tooLong = true;
        element = '';
      }
    };
    for (let position = 0; position < chunk.length; position += 1) {
      const character = chunk[position];
      if (inString) {
        if (escaped) escaped = false;
        else if (character === '\\') escaped = true;
        else if (character === '"') {
          inString = false;
          lastString = key;
          key = undefined;
          continue;
        }
        if (key !== undefined && key.length < longestKey) key += character;
        continue;
      }
      const top = open.at(-1);
      if (character === '"') {
        inString = true;
        if (inside === 0) key = '';
      } else if (character === ':' && top?.isObject && inside === 0) {
        top.key = unescapeKey(lastString);
      } else if (character === '{' || character === '[') {
        if (inside === 0 && character === '[' && isTarget()) {
          inside = open.length + 1;
          found = true;
          from = position + 1;
        }
        open.push({ isObject: character === '{', key: undefined });
        if (open.length > deepest) {
          broken = true;
          return;
        }
      } else if (inside > 0 && open.length === inside && (character === ',' || character === ']')) {
        take(position);
        const result = finish();
        if (result !== undefined) yield result;
        from = position + 1;
        if (character === ']') {
          inside = 0;
          open.pop();
        }
      } else if (character === '}' || character === ']') {
        open.pop();
      }
    }
    take(chunk.length);
  }

  function* end(): Generator<JsonElement, void, undefined> {
    if (inside > 0) {
      const cut = (element ?? '').trim() !== '' || tooLong;
      yield { kind: 'truncated', index: cut ? index : undefined };
    } else if (open.length > 0 || inString) yield { kind: 'truncated', index: undefined };
    else if (!found) yield { kind: 'absent' };
  }

  return { scan, end };
};

const unescapeKey = (raw: string | undefined): string | undefined => {
  if (raw === undefined || !raw.includes('\\')) return raw;
  try {
    return String(JSON.parse(`"${raw}"`));
  } catch {
    return raw;
  }
};
