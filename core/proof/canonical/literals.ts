/** Literals as N-Quads write them, for the values whose writing is beyond doubt. */
import type { LiteralEnds } from './terms.ts';

/** Letters that N-Quads write as they are; of other texts, those whose only other signs have escapes of their own. */
const plainText = /^[ !#-[\]-~\u00a0-\ud7ff\ue000-\uffff]*$/;
const escapableText = /^[\t\n\r -~\u00a0-\uffff]*$/;
const escaped = /["\\\n\r\t]/g;
const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** The text between the quotes; undefined for control signs and halves of letters. */
export const escapeText = (text: string): string | undefined => {
  if (plainText.test(text)) return text;
  if (!escapableText.test(text) || !text.isWellFormed()) return undefined;
  return text.replace(escaped, (sign) => escapes[sign] ?? sign);
};

/** A number that JSON-LD takes for an xsd:double, in its canonical form; undefined when the library's is in doubt. */
const writeDouble = (value: number): string | undefined => {
  const text = String(value);
  if (!text.includes('.') || text.includes('e')) return undefined;
  return value.toExponential(15).replace(/(\d)0*e\+?/, '$1E');
};

const writeNumber = (value: number, { integer, double }: LiteralEnds): string | undefined => {
  if (Number.isSafeInteger(value)) return Object.is(value, -0) ? undefined : `"${value}${integer}`;
  if (double === undefined || !Number.isFinite(value)) return undefined;
  const text = writeDouble(value);
  return text === undefined ? undefined : `"${text}${double}`;
};

/** The literal and the end of its line; undefined is outside. */
export const writeLiteral = (value: unknown, ends: LiteralEnds): string | undefined => {
  switch (typeof value) {
    case 'string': {
      const text = escapeText(value);
      return text === undefined ? undefined : `"${text}${ends.text}`;
    }
    case 'boolean':
      return `"${value}${ends.boolean}`;
    case 'number':
      return writeNumber(value, ends);
    default:
      return undefined;
  }
};
