/**
 * JSON from outside: refuses duplicate member names, too deep nesting and halves of letters, which two readers may
 * read differently (RFC 8259 sections 4, 8.2 and 9; RFC 7515 section 5.2 asks it of JOSE headers).
 */
import { err, ok, type Result } from './result.ts';

export type JsonObject = { readonly [name: string]: unknown };

export type JsonProblem = {
  readonly code: 'json_syntax' | 'json_duplicate' | 'json_depth' | 'json_letter';
  readonly message: string;
};

const defaultMaxDepth = 32;

/** True for an object that is neither null nor a list. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

/** The index just behind the string literal that begins at `start`. */
const endOfString = (text: string, start: number): number => {
  let index = start + 1;
  for (; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === quote) break;
    if (code === backslash) index++;
  }
  return index + 1;
};

/** The text of a literal; those without an escape say what they say. */
const textOf = (literal: string): unknown =>
  literal.includes('\\') ? JSON.parse(literal) : literal.slice(1, -1);

const surrogate = /\\u[dD][89A-Fa-f]/;

/** An escaped half of a letter: in UTF-8, and so in every digest, each such half becomes the same sign. */
const hasHalfLetter = (literal: string): boolean => {
  const value: unknown = surrogate.test(literal) ? JSON.parse(literal) : '';
  return typeof value === 'string' && !value.isWellFormed();
};

const hasEscape = (text: string, start: number, end: number): boolean => {
  for (let index = start; index < end; index++) if (text.charCodeAt(index) === backslash) return true;
  return false;
};

/**
 * How many members the text writes; undefined when it is nested too deeply, or when a name has an escape: V8 takes it for a name
 * that it saw in another object when that one begins with the same signs, the backslash too. Of a text that is known to be JSON.
 */
const membersWritten = (text: string, maxDepth: number): number | undefined => {
  const mayEscape = text.includes('\\');
  let [members, depth, start, end] = [0, 0, 0, 0];
  for (let index = 0; index < text.length; index++) {
    switch (text.charCodeAt(index)) {
      case quote:
        start = index;
        end = endOfString(text, index);
        index = end - 1;
        break;
      case colon:
        if (mayEscape && hasEscape(text, start, end)) return undefined;
        members++;
        break;
      case openBrace:
      case openBracket:
        if (++depth > maxDepth) return undefined;
        break;
      case closeBrace:
      case closeBracket:
        depth--;
    }
  }
  return members;
};

/** Whether lists in lists, with no object among them, go no deeper. */
const isWithin = (value: unknown, maxDepth: number): boolean =>
  !Array.isArray(value) || (maxDepth > 0 && value.every((inner) => isWithin(inner, maxDepth - 1)));

/** How many members the value has, at every depth: of two with one name, JSON.parse keeps one. */
const membersOf = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0;
  const inside: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  let members = Array.isArray(value) ? 0 : inside.length;
  for (const one of inside) members += membersOf(one);
  return members;
};

/** All names of members in the value, at every depth. */
const namesOf = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(namesOf);
  return [...Object.keys(value), ...Object.values(value).flatMap(namesOf)];
};

const areSame = (some: readonly string[], others: readonly string[]): boolean => {
  const sorted = others.toSorted();
  return some.length === others.length && some.toSorted().every((name, index) => name === sorted[index]);
};

/** Counting is quicker than looking at each name: nothing is wrong when as many came out as were written. */
const isPlain = (text: string, value: unknown, maxDepth: number): boolean => {
  if (text.includes('\\') && surrogate.test(text)) return false;
  if (!text.includes('{')) return isWithin(value, maxDepth);
  const written = membersWritten(text, maxDepth);
  return written !== undefined && written === membersOf(value);
};

/** Walks a text that is known to be JSON, and what was read of it; each open object has the set of its names so far. */
const findProblem = (text: string, value: unknown, maxDepth: number): JsonProblem | undefined => {
  const open: (Set<string> | undefined)[] = [];
  const written: string[] = [];
  let expectsName = false;
  // Looked for in the whole text first: hardly any has one.
  const mayHaveHalf = surrogate.test(text);
  for (let index = 0; index < text.length; ) {
    const letter = text[index];
    if (letter === '"') {
      const end = endOfString(text, index);
      const names = open.at(-1);
      if (mayHaveHalf && hasHalfLetter(text.slice(index, end)))
        return { code: 'json_letter', message: 'A text has half a letter in it.' };
      if (expectsName && names) {
        const name = textOf(text.slice(index, end));
        if (typeof name === 'string') {
          if (names.has(name)) return { code: 'json_duplicate', message: 'A member name occurs twice.' };
          names.add(name);
          written.push(name);
        }
        expectsName = false;
      }
      index = end;
      continue;
    }
    if (letter === '{' || letter === '[') {
      open.push(letter === '{' ? new Set() : undefined);
      if (open.length > maxDepth) return { code: 'json_depth', message: 'The JSON is nested too deeply.' };
      expectsName = letter === '{';
    } else if (letter === '}' || letter === ']') {
      open.pop();
      expectsName = false;
    } else if (letter === ',') {
      expectsName = open.at(-1) !== undefined;
    }
    index++;
  }
  return areSame(written, namesOf(value))
    ? undefined
    : { code: 'json_syntax', message: 'A member name cannot be read as it is written.' };
};

/** Parses JSON strictly: the value, or why it was refused; never throws. `maxDepth` counts open objects and lists. */
export const parseStrictJson = (
  text: string,
  { maxDepth = defaultMaxDepth } = {},
): Result<unknown, JsonProblem> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return err({ code: 'json_syntax', message: 'This is not JSON.' });
  }
  const problem = isPlain(text, value, maxDepth) ? undefined : findProblem(text, value, maxDepth);
  return problem ? err(problem) : ok(value);
};
