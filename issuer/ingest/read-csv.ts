/** A CSV file by its header: columns in any order, more of them than we need, blanks behind the last one. */
import { ok } from '../../core/result.ts';
import { cleanLine } from './clean-text.ts';
import type { Entry } from './entry.ts';
import { readCsvRecords } from './read-csv-records.ts';
import type { Line } from './read-lines.ts';
import { readTsvRecords } from './read-tsv-records.ts';
import { type Outcome, refuse } from './refusal.ts';
import type { Row } from './row.ts';

export type CsvShape = {
  /** A tab without quotes where it is `tsv`. */
  readonly delimiter: string;
  /** The usual order of the columns, for a file that has no header. */
  readonly columns?: readonly string[] | undefined;
  /** Without these no record can be made. */
  readonly required: readonly string[];
  /** All columns that the mapping reads. */
  readonly used: readonly string[];
};

/** Reads the rows of a CSV file; one that lacks a column which we cannot do without is refused at its header. */
export async function* readCsv(
  lines: AsyncIterable<readonly Line[]>,
  shape: CsvShape,
): AsyncGenerator<readonly Entry[], void, undefined> {
  let header: readonly string[] | undefined;
  /** The line of a header that cannot be read by; what stands behind it means nothing. */
  let lastLine = Number.POSITIVE_INFINITY;
  let toRow = createRowMaker([], shape.used);
  const judge = (fields: readonly string[], line: number): Outcome<{ row: Row } | undefined> => {
    if (header === undefined) {
      if (isPreamble(fields)) return ok(undefined);
      const found = findHeader(fields, shape);
      if (!found.ok) lastLine = Math.min(line, lastLine);
      if (!found.ok) return found;
      header = found.value.header;
      toRow = createRowMaker(header, shape.used);
      return ok(found.value.isData ? toRow(fields) : undefined);
    }
    const fitting = fitToHeader(fields, header.length);
    if (!fitting.ok) return fitting;
    return ok(isHeaderAgain(fields, header) || isBlankRow(fields) ? undefined : toRow(fields));
  };
  const records =
    shape.delimiter === 'tsv' ? readTsvRecords(lines, judge) : readCsvRecords(lines, shape.delimiter, judge);
  for await (const some of records) {
    yield some.flatMap(({ line: place, outcome }): readonly Entry[] => {
      if (place > lastLine) return [];
      if (!outcome.ok) return [{ place, outcome }];
      return outcome.value === undefined ? [] : [{ place, outcome: ok(outcome.value) }];
    });
    if (lastLine < Number.POSITIVE_INFINITY) return;
  }
  if (header === undefined) yield [{ place: 1, outcome: refuse('empty_file', 'The file has no header.') }];
}

/** Spreadsheets may say `sep=;` first, and blank rows of delimiters only may stand anywhere. */
const isPreamble = (fields: readonly string[]): boolean =>
  /^sep=/i.test(fields[0] ?? '') || isBlankRow(fields);

const isBlankRow = (fields: readonly string[]): boolean => fields.every((field) => field.trim() === '');

const toName = (column: string): string => cleanLine(column).toLowerCase();

type Header = { readonly header: readonly string[]; readonly isData: boolean };

const findHeader = (fields: readonly string[], shape: CsvShape): Outcome<Header> => {
  const names = withoutBlankEnd(fields.map(toName));
  const present = new Set(names);
  if (!shape.used.some((column) => present.has(toName(column))) && fields.length === shape.columns?.length) {
    return ok({ header: shape.columns.map(toName), isData: true });
  }
  const missing = shape.required.filter((column) => !present.has(toName(column)));
  if (missing.length > 0) return refuse('missing_column', `The header lacks: ${missing.join(', ')}.`);
  const twice = shape.used.filter((column) => names.filter((name) => name === toName(column)).length > 1);
  if (twice.length > 0)
    return refuse('duplicate_column', `The header has more than once: ${twice.join(', ')}.`);
  return ok({ header: names, isData: false });
};

const withoutBlankEnd = (fields: readonly string[]): readonly string[] =>
  fields.slice(0, fields.findLastIndex((field) => field.trim() !== '') + 1);

/** More fields than columns are fine as long as they are blank; fewer mean that the line was cut or torn. */
const fitToHeader = (fields: readonly string[], columnCount: number): Outcome<readonly string[]> => {
  if (fields.length === columnCount || isBlankRow(fields)) return ok(fields);
  if (fields.length > columnCount && withoutBlankEnd(fields).length <= columnCount) return ok(fields);
  return refuse('wrong_column_count', `There are ${fields.length} fields here, and ${columnCount} columns.`);
};

/** Files that were put one behind the other repeat the header. */
const isHeaderAgain = (fields: readonly string[], header: readonly string[]): boolean =>
  header.every((name, index) => toName(fields[index] ?? '') === name);

const createRowMaker = (header: readonly string[], used: readonly string[]) => {
  const positions = new Map(used.map((column) => [column, header.indexOf(toName(column))]));
  return (fields: readonly string[]): { row: Row } => ({
    row: { get: (column) => fields[positions.get(column) ?? -1] },
  });
};
