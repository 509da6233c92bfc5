/** Finds the list of gigs in a JSON document, also when only its beginning was read. */
import { parseJson } from '../ingest/entry.ts';
import { flatten } from './flatten.ts';

export type JsonRecords = {
  /** As a mapping writes it: `[]`, `gigs[]` or `sitters[].bookings[]`. */
  readonly records: string;
  readonly rows: readonly ReadonlyMap<string, unknown>[];
};

/** What a mapping can name: dots and brackets have a meaning there. */
const plainName = /^[^.[\]]+$/;

/** Nothing when there is no list of objects in it. */
export const findJsonRecords = (text: string, mostRows: number): JsonRecords | undefined => {
  const document = parseJson(text) ?? parseJson(closeBrackets(text));
  const outer = [...findLists(document, '')].sort((one, other) => weigh(other.list) - weigh(one.list))[0];
  if (outer === undefined) return undefined;
  const inner = [...new Set(outer.list.flatMap((element) => listNames(element)))]
    .map((name) => ({ name, list: outer.list.flatMap((element) => objectsIn(readList(element, name))) }))
    .sort((one, other) => other.list.length - one.list.length)[0];
  // A list within a list holds the gigs when there are more of them, and each says at least as much as two members.
  if (inner === undefined || inner.list.length < outer.list.length || membersOf(inner.list) < 3) {
    const rows = outer.list.slice(0, mostRows).map((element) => new Map(flatten(element)));
    return { records: `${outer.path}[]`, rows };
  }
  const rows: Map<string, unknown>[] = [];
  for (const element of outer.list) {
    const around = [...flatten(element)].filter(([path]) => path !== inner.name);
    for (const record of objectsIn(readList(element, inner.name))) {
      if (rows.length >= mostRows) break;
      rows.push(
        new Map([
          ...flatten(record),
          ...around.map(([path, value]): [string, unknown] => [`${outer.path}[].${path}`, value]),
        ]),
      );
    }
  }
  return { records: `${outer.path}[].${inner.name}[]`, rows };
};

const objectsIn = (list: unknown): object[] =>
  Array.isArray(list)
    ? list.filter((item): item is object => typeof item === 'object' && item !== null && !Array.isArray(item))
    : [];

const readList = (element: object, name: string): unknown =>
  Object.entries(element).find(([member]) => member === name)?.[1];

const listNames = (element: object): string[] =>
  Object.entries(element).flatMap(([name, member]) =>
    plainName.test(name) && objectsIn(member).length > 0 ? [name] : [],
  );

const membersOf = (list: readonly object[]): number => Object.keys(list[0] ?? {}).length;
const weigh = (list: readonly object[]): number => list.length * (membersOf(list) > 1 ? 2 : 1);

function* findLists(value: unknown, path: string): Generator<{ path: string; list: object[] }> {
  const list = objectsIn(value);
  if (list.length > 0) yield { path, list };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const [name, member] of Object.entries(value)) {
    if (plainName.test(name)) yield* findLists(member, path === '' ? name : `${path}.${name}`);
  }
}

/** Cuts a JSON text behind its last whole member and closes what is open there. */
const closeBrackets = (text: string): string => {
  const open: string[] = [];
  let inString = false;
  let best = '';
  let cut = 0;
  for (let position = 0; position < text.length; position += 1) {
    const character = text[position];
    if (inString) {
      if (character === '\\') position += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{') open.push('}');
    else if (character === '[') open.push(']');
    else if (character === '}' || character === ']') open.pop();
    else if (character === ',') {
      cut = position;
      best = open.toReversed().join('');
    }
  }
  return text.slice(0, cut) + best;
};
