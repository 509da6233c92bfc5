import { ok } from '../../core/result.ts';
import { type Outcome, type Place, refuse } from './refusal.ts';
import { type Row, readPath, splitPath } from './row.ts';

/** What a reader finds at one place of a file: a row, with the value that it was made of, or why there is none. */
export type Entry = {
  readonly place: Place;
  readonly outcome: Outcome<{
    readonly row: Row;
    readonly value?: unknown;
    /** True for the element around the gigs when it has none: all that it tells of is a worker. */
    readonly hasNoGig?: true;
  }>;
};

export const rowOfJson = (value: unknown): Row => ({ get: (path) => readPath(value, splitPath(path)) });

export const jsonEntry = (place: Place, text: string): Entry => {
  const value = parseJson(text);
  if (value === undefined) return { place, outcome: refuse('invalid_json', 'This is not whole JSON.') };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { place, outcome: refuse('not_an_object', 'This is not a JSON object.') };
  }
  return { place, outcome: ok({ row: rowOfJson(value), value }) };
};

/** The value, or undefined, which JSON cannot say. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
