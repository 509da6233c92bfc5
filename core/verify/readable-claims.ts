/** Claims as they may stand among our own words: what a platform signed must not change how they are read. */
import type { JsonObject } from '../strict-json.ts';

/** Control signs, but for tabs and new lines; and those that turn the reading direction of all that follows. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]/g;

const clean = (value: unknown): unknown => {
  if (typeof value === 'string') return value.replace(controls, '');
  if (Array.isArray(value)) return value.map(clean);
  return typeof value === 'object' && value !== null ? cleanObject(value) : value;
};

const cleanObject = (value: object): JsonObject =>
  Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, clean(inner)]));

const isClean = (value: unknown): boolean => {
  if (typeof value === 'string') return value.search(controls) === -1;
  return typeof value !== 'object' || value === null || Object.values(value).every(isClean);
};

/** The same without signs that nobody sees, in every text; the very same when there are none. */
export const readableClaims = (signed: JsonObject): JsonObject =>
  isClean(signed) ? signed : cleanObject(signed);
