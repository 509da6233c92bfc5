/**
 * Text with tabs as databases write it: `mysql --batch`, PostgreSQL's COPY. There are no quotes; a tab, line break,
 * zero byte or backslash in a value stands as `\t`, `\n`, `\0` or `\\`, and nothing at all as `NULL` or `\N`.
 */
import type { CsvEntry } from './read-csv-records.ts';
import { isEmptyLine, type Line } from './read-lines.ts';
import { type Outcome, refuse } from './refusal.ts';

/** @param judge says what is wrong with the fields of a record, such as their number */
export async function* readTsvRecords(
  lines: AsyncIterable<Line>,
  judge: (fields: readonly string[]) => Outcome<readonly string[]>,
): AsyncGenerator<CsvEntry, void, undefined> {
  for await (const { number, text } of lines) {
    if (text === undefined)
      yield { line: number, outcome: refuse('too_long', 'This line is longer than we take.') };
    else if (!isEmptyLine(text)) yield { line: number, outcome: judge(text.split('\t').map(readField)) };
  }
}

const readField = (field: string): string => {
  if (field === 'NULL' || field === '\\N') return '';
  return field.includes('\\')
    ? field.replace(/\\(.)/g, (_, letter: string) => escapes.get(letter) ?? letter)
    : field;
};

const escapes: ReadonlyMap<string, string> = new Map([
  ['t', '\t'],
  ['n', '\n'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['0', '\0'],
]);
