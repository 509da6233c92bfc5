/**
 * Text with tabs as databases write it: `mysql --batch`, PostgreSQL's COPY. There are no quotes; a tab, line break,
 * zero byte or backslash in a value stands as `\t`, `\n`, `\0` or `\\`, and nothing at all as `NULL` or `\N`.
 */
import type { CsvEntry, JudgeRecord } from './read-csv-records.ts';
import { isEmptyLine, type Line } from './read-lines.ts';
import { refuse } from './refusal.ts';

/** A record a line, as `judge` takes it. */
export async function* readTsvRecords<T>(
  lines: AsyncIterable<readonly Line[]>,
  judge: JudgeRecord<T>,
): AsyncGenerator<readonly CsvEntry<T>[], void, undefined> {
  for await (const some of lines) {
    yield some.flatMap(({ number, text }): readonly CsvEntry<T>[] => {
      if (text === undefined)
        return [{ line: number, outcome: refuse('too_long', 'This line is longer than we take.') }];
      return isEmptyLine(text)
        ? []
        : [{ line: number, outcome: judge(text.split('\t').map(readField), number) }];
    });
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
