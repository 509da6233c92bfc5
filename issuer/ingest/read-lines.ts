export type Line = {
  /** Counted from 1, as an editor does. */
  readonly number: number;
  /** Without its line break; undefined when it is longer than we take. */
  readonly text: string | undefined;
};

/** The most that one line may hold, in UTF-16 units. */
export const longestLine = 1 << 22;

/** True for a line with nothing to read in it, be it blanks or the zero bytes and Ctrl-Z that old systems end files with. */
export const isEmptyLine = (text: string): boolean => !/[^\p{White_Space}\p{Cc}\uFEFF]/u.test(text);

/**
 * Cuts text into lines at LF and CRLF, mixed as they come; at CR alone only where the file's first line ends so.
 * Empty lines are counted and passed on. The lines of one piece of text come together: to wait for each of a million
 * would take longer than to read it.
 */
export async function* readLines(
  chunks: AsyncIterable<string>,
): AsyncGenerator<readonly Line[], void, undefined> {
  let rest = '';
  let tooLong = false;
  let number = 0;
  let lineBreak: '\n' | '\r' | undefined;
  const toLine = (text: string): Line => {
    number += 1;
    const whole = !tooLong && text.length <= longestLine;
    tooLong = false;
    return { number, text: whole ? (text.endsWith('\r') ? text.slice(0, -1) : text) : undefined };
  };
  for await (const chunk of chunks) {
    const text = rest + chunk;
    lineBreak ??= findLineBreak(text);
    let start = 0;
    const lines: Line[] = [];
    while (lineBreak !== undefined) {
      const end = text.indexOf(lineBreak, start);
      if (end === -1) break;
      lines.push(toLine(text.slice(start, end)));
      start = end + 1;
    }
    if (lines.length > 0) yield lines;
    rest = text.slice(start);
    if (rest.length > longestLine) {
      tooLong = true;
      rest = rest.slice(-1);
    }
  }
  if (rest !== '' || tooLong) yield [toLine(rest)];
}

/** Undecided while the only CR is the last thing that we have seen. */
const findLineBreak = (text: string): '\n' | '\r' | undefined => {
  const first = text.search(/[\r\n]/);
  if (first === -1) return undefined;
  if (text[first] === '\n') return '\n';
  if (first === text.length - 1) return undefined;
  return text[first + 1] === '\n' ? '\n' : '\r';
};
