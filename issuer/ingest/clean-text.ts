/** Text from an export is data. What no page, PDF or spreadsheet should ever act on is taken out on the way in. */

/** C0 and C1 controls, and the marks that turn the reading direction around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what we look for
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]/g;

/** Letters, digits and signs of western languages with single blanks between, as nearly all texts are. */
const plain = /^[!-~\u00A1-\u00AC\u00AE-\u024F]+(?: [!-~\u00A1-\u00AC\u00AE-\u024F]+)*$/;

/** True for a text in which cleaning finds nothing to do, and a reader something to see. */
export const isPlainText = (text: string): boolean => plain.test(text);

/** Text of one line: control characters gone, white space single and trimmed. */
export const cleanLine = (text: string): string =>
  isPlainText(text)
    ? text
    : text
        .toWellFormed()
        .replace(/[\t\n\r\u2028\u2029]/g, ' ')
        .replace(controls, '')
        .replace(/ {2,}/g, ' ')
        .trim();

/** Text of more than one line: line breaks stay, as `\n`. */
export const cleanText = (text: string): string =>
  isPlainText(text) ? text : text.toWellFormed().replace(/\r\n?/g, '\n').replace(controls, '').trim();

/** True when there is nothing in it that a reader would see. */
export const isBlank = (text: string): boolean => !/[\p{L}\p{N}\p{P}\p{S}]/u.test(text);

/** At most so many UTF-16 units, cut between characters, with a sign that something is gone. */
export const shorten = (text: string, length: number): string => {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
};

/**
 * True for a name in which an old code page has left its traces: a question mark or replacement character where a
 * letter was, a control character, or UTF-8 that was read as Windows-1252.
 */
export const isDamagedName = (name: string): boolean =>
  name.includes('?') ||
  name.includes('\uFFFD') ||
  /[\u0080-\u009F]/.test(name) ||
  /[\u00C2-\u00C5][\u00A0-\u00BF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u0192\u02C6\u02DC\u2013-\u203A\u20AC\u2122]/.test(
    name,
  );
