import { createCsvRecord } from './csv-record.ts';
import { isEmptyLine, type Line, longestLine } from './read-lines.ts';
import { type Outcome, refuse } from './refusal.ts';

/** What a record of fields is, or why it cannot be taken; asked once for each, in the order of the file. */
export type JudgeRecord<T> = (fields: readonly string[], line: number) => Outcome<T>;
export type CsvEntry<T> = { readonly line: number; readonly outcome: Outcome<T> };

/** A field with line breaks goes on for at most so many lines; then the quote that opened it was a mistake. */
const mostLines = 1000;

/**
 * Reads the records of a CSV file. A record that goes wrong is refused at the line where it began, and reading goes
 * on with the very next line, so that one lost quote never swallows the good lines behind it.
 */
export async function* readCsvRecords<T>(
  lines: AsyncIterable<readonly Line[]>,
  delimiter: string,
  judge: JudgeRecord<T>,
): AsyncGenerator<readonly CsvEntry<T>[], void, undefined> {
  let open: readonly Line[] = [];
  for await (const some of lines) {
    const { entries, rest } = readRecords([...open, ...some], { delimiter, judge, isEnd: false });
    if (entries.length > 0) yield entries;
    open = rest;
  }
  yield readRecords(open, { delimiter, judge, isEnd: true }).entries;
}

type Reading<T> = { readonly delimiter: string; readonly judge: JudgeRecord<T>; readonly isEnd: boolean };

/** The records in these lines, and the lines of the last one when it goes on behind them. */
const readRecords = <T>(lines: readonly Line[], reading: Reading<T>) => {
  const entries: CsvEntry<T>[] = [];
  let next = 0;
  for (let first = lines[next]; first !== undefined; first = lines[next]) {
    if (first.text !== undefined && isEmptyLine(first.text)) {
      next += 1;
      continue;
    }
    const read = readRecord(lines, next, reading);
    if (read === undefined) break;
    entries.push({ line: first.number, outcome: read.outcome });
    next += read.outcome.ok ? read.lineCount : 1;
  }
  return { entries, rest: lines.slice(next) };
};

type Read<T> = { readonly outcome: Outcome<T>; readonly lineCount: number };

/** The record that begins at a line; nothing while it may go on in lines that have not come yet. */
const readRecord = <T>(
  lines: readonly Line[],
  begin: number,
  { delimiter, judge, isEnd }: Reading<T>,
): Read<T> | undefined => {
  const record = createCsvRecord(delimiter);
  let length = 0;
  for (let lineCount = 1; ; lineCount += 1) {
    const line = lines[begin + lineCount - 1];
    if (line === undefined) return isEnd ? { outcome: unclosed, lineCount } : undefined;
    if (line.text === undefined) {
      const outcome = lineCount === 1 ? refuse('too_long', 'This line is longer than we take.') : unclosed;
      return { outcome, lineCount };
    }
    length += line.text.length;
    const state = record.push(line.text);
    if (state.state === 'whole')
      return { outcome: judge(state.fields, lines[begin]?.number ?? line.number), lineCount };
    if (state.state === 'bad_quotes') {
      return { outcome: refuse('bad_quotes', 'There is text behind a closing quotation mark.'), lineCount };
    }
    if (lineCount >= mostLines || length > longestLine) return { outcome: unclosed, lineCount };
  }
};

const unclosed = refuse('bad_quotes', 'A quotation mark is opened and never closed.');
