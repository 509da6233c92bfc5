/** What a column holds, judged by its values. */
import type { SampleRow } from './guess-shape.ts';

export type ColumnFacts = {
  readonly name: string;
  /** Values that are not blank, as text; lists are left out. */
  readonly values: readonly string[];
  /** The same by row, with nothing where a row has no value. */
  readonly cells: readonly (string | undefined)[];
  /** Share of the rows that have a value. */
  readonly filled: number;
  readonly distinct: number;
  readonly isNumber: boolean;
  readonly isList: boolean;
  /** True where no value occurs twice. */
  readonly isUnique: boolean;
};

/** As a mapping takes it. */
const longestName = 200;
const numberPattern = /^[+-]?\d{1,15}([.,]\d{1,15})?$/;

export const describeColumns = (columns: readonly string[], rows: readonly SampleRow[]): ColumnFacts[] =>
  columns
    .filter((name) => name.length <= longestName)
    .map((name) => {
      const raw = rows.map((row) => row.get(name));
      const values = raw.flatMap(toText);
      const distinct = new Set(values).size;
      return {
        name,
        values,
        cells: raw.map((value) => toText(value)[0]),
        filled: rows.length === 0 ? 0 : values.length / rows.length,
        distinct,
        isNumber: values.length > 0 && values.every((value) => numberPattern.test(value)),
        isList: raw.some((value) => Array.isArray(value)),
        isUnique: values.length > 0 && distinct === values.length,
      };
    });

const toText = (value: unknown): string[] => {
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  return typeof value === 'string' && value.trim() !== '' ? [value.trim()] : [];
};
