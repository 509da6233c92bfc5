/** Which format a file has, and the first records in it as rows of named values. */
import { createCsvRecord } from '../ingest/csv-record.ts';
import { parseJson } from '../ingest/entry.ts';
import type { Mapping } from '../ingest/index.ts';
import { findJsonRecords } from './find-json-records.ts';
import { flatten } from './flatten.ts';
import { guessFormat } from './guess-format.ts';
import type { Sample } from './sample.ts';

export type SampleRow = ReadonlyMap<string, unknown>;
export type Shape = {
  readonly file: Mapping['file'];
  /** In the order of the file. */
  readonly columns: readonly string[];
  readonly rows: readonly SampleRow[];
};

const mostRows = 3000;
const delimiters = [';', ',', '\t', '|'] as const;

/** Nothing when no records can be seen in it. */
export const guessShape = (sample: Sample): Shape | undefined => {
  const text = sample.text.replace(/^\uFEFF/, '').trimStart();
  if (text.startsWith('{') || text.startsWith('[')) {
    const lines = readNdjson(text, sample);
    if (lines !== undefined) return lines;
    const found = findJsonRecords(text, mostRows);
    if (found === undefined) return undefined;
    const { records, rows } = found;
    return { file: { format: 'json', encoding: sample.encoding, records }, ...withColumns(rows) };
  }
  return readCsv(text, sample);
};

const withColumns = (rows: readonly SampleRow[]) => ({
  columns: [...new Set(rows.flatMap((row) => [...row.keys()]))],
  rows,
});

const readNdjson = (text: string, sample: Sample): Shape | undefined => {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const whole = sample.isWhole || lines.length === 1 ? lines : lines.slice(0, -1);
  const values = whole.slice(0, mostRows).map((line) => parseJson(line));
  const objects = values.filter(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  );
  // One object on one line may also be a document with the gigs somewhere inside.
  if (objects.length < 2 || objects.length < values.length / 2) return undefined;
  const rows = objects.map((value) => new Map(flatten(value)));
  return { file: { format: 'ndjson', encoding: sample.encoding }, ...withColumns(rows) };
};

const readCsv = (text: string, sample: Sample): Shape | undefined => {
  const lines = text.split(/\r\n|\n|\r/).slice(0, mostRows * 2);
  if (!sample.isWhole) lines.pop();
  const start = lines.findIndex((line) => /[^\s;,|]/.test(line) && !/^sep=/i.test(line));
  if (start === -1) return undefined;
  const read = delimiters.map((delimiter) => ({
    delimiter,
    records: splitRecords(lines.slice(start), delimiter),
  }));
  const best = read
    .map((candidate) => ({ ...candidate, score: regularity(candidate.records) }))
    .sort((one, other) => other.score - one.score)[0];
  const first = best?.records[0]?.map((name) => name.trim()) ?? [];
  const hasHeader = !first.some(isValue);
  const header = hasHeader
    ? first.filter((name) => name !== '')
    : first.map((_, index) => `column ${index + 1}`);
  if (best === undefined || best.score === 0 || header.length < 2) return undefined;
  const isTsv = best.delimiter === '\t' && !text.includes('"');
  const rows = best.records
    .slice(hasHeader ? 1 : 0, mostRows)
    .filter((fields) => fields.length >= header.length)
    .map(
      (fields) =>
        new Map(header.map((name, index) => [name, isTsv ? toTsvValue(fields[index]) : fields[index]])),
    );
  const columns = hasHeader ? {} : { columns: header };
  return {
    file: isTsv
      ? { format: 'tsv', encoding: sample.encoding, ...columns }
      : { format: 'csv', encoding: sample.encoding, delimiter: best.delimiter, ...columns },
    columns: header,
    rows,
  };
};

/** No column is named by a number, a date or a time of day: then the first line is a record already. */
const isValue = (field: string): boolean =>
  /^[+-]?\d+([.,:]\d+)*$/.test(field) || guessFormat([field]) !== undefined;

/** As databases write nothing. */
const toTsvValue = (field: string | undefined): string | undefined =>
  field === 'NULL' || field === '\\N' ? undefined : field;

const splitRecords = (lines: readonly string[], delimiter: string): (readonly string[])[] => {
  const records: (readonly string[])[] = [];
  let record = createCsvRecord(delimiter);
  for (const line of lines) {
    const result = record.push(line);
    if (result.state === 'open') continue;
    if (result.state === 'whole') records.push(result.fields);
    record = createCsvRecord(delimiter);
  }
  return records;
};

/** How many columns the header has, weighed by the share of records that have as many. */
const regularity = (records: readonly (readonly string[])[]): number => {
  const [header, ...rest] = records;
  if (header === undefined || header.length < 2) return 0;
  const fitting = rest.filter((fields) => fields.length === header.length).length;
  return header.length * (rest.length === 0 ? 0.5 : (fitting / rest.length) ** 2);
};
