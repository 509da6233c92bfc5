import { createCsvRecord } from './csv-record.ts';
import { isEmptyLine, type Line, longestLine } from './read-lines.ts';
import { type Outcome, refuse } from './refusal.ts';

export type CsvEntry = { readonly line: number; readonly outcome: Outcome<readonly string[]> };

/** A field with line breaks goes on for at most so many lines; then the quote that opened it was a mistake. */
const mostLines = 1000;

/**
 * Reads the records of a CSV file. A record that goes wrong is refused at the line where it began, and reading goes
 * on with the very next line, so that one lost quote never swallows the good lines behind it.
 *
 * @param judge says what is wrong with the fields of a record, such as their number
 */
export async function* readCsvRecords(
  lines: AsyncIterable<Line>,
  delimiter: string,
  judge: (fields: readonly string[]) => Outcome<readonly string[]>,
): AsyncGenerator<CsvEntry, void, undefined> {
  const source = lines[Symbol.asyncIterator]();
  let ahead: Line[] = [];
  let next = 0;
  /** The line at `next`, read when it was not yet; undefined at the end. */
  const peek = async (): Promise<Line | undefined> => {
    const known = ahead[next];
    if (known !== undefined) return known;
    const read = await source.next();
    if (read.done) return undefined;
    ahead.push(read.value);
    return read.value;
  };
  try {
    for (;;) {
      const first = await peek();
      if (first === undefined) return;
      if (first.text !== undefined && isEmptyLine(first.text)) {
        next += 1;
      } else {
        const { outcome, lineCount } = await readRecord(
          peek,
          () => {
            next += 1;
          },
          { delimiter, judge },
        );
        next = outcome.ok ? next : next - lineCount + 1;
        yield { line: first.number, outcome };
      }
      if (next >= ahead.length || next > mostLines) {
        ahead = ahead.slice(next);
        next = 0;
      }
    }
  } finally {
    await source.return?.(undefined);
  }
}

type Read = { readonly outcome: Outcome<readonly string[]>; readonly lineCount: number };

const readRecord = async (
  peek: () => Promise<Line | undefined>,
  step: () => void,
  {
    delimiter,
    judge,
  }: { delimiter: string; judge: (fields: readonly string[]) => Outcome<readonly string[]> },
): Promise<Read> => {
  const record = createCsvRecord(delimiter);
  let length = 0;
  for (let lineCount = 1; ; lineCount += 1) {
    const line = await peek();
    if (line === undefined) return { outcome: unclosed, lineCount: lineCount - 1 };
    step();
    if (line.text === undefined) {
      const outcome = lineCount === 1 ? refuse('too_long', 'This line is longer than we take.') : unclosed;
      return { outcome, lineCount };
    }
    length += line.text.length;
    const state = record.push(line.text);
    if (state.state === 'whole') return { outcome: judge(state.fields), lineCount };
    if (state.state === 'bad_quotes') {
      return { outcome: refuse('bad_quotes', 'There is text behind a closing quotation mark.'), lineCount };
    }
    if (lineCount >= mostLines || length > longestLine) return { outcome: unclosed, lineCount };
  }
};

const unclosed = refuse('bad_quotes', 'A quotation mark is opened and never closed.');
