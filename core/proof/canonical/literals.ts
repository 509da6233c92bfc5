/** Literals as N-Quads write them, for the values whose writing is beyond doubt. */
import type { LiteralEnds } from './terms.ts';

/** Letters that N-Quads write as they are; of other texts, those whose only other signs have escapes of their own. */
const narrowText = /^[ !#-[\]-~\u00a0-\u00ff]*$/;
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

/**
 * Below these, by the number of digits before the point, half the distance to the next double is less than half a unit of
 * the sixteenth digit: a decimal of fifteen digits or fewer is then what its double is when rounded to sixteen.
 */
const exactBelow: readonly number[] = [0, 8, 64, 512, 8192, 65536, 524288];

/** The canonical form of a number that is written with a point and without an exponent, as the library makes it. */
export const writeDouble = (value: number, text: string, digits = text.indexOf('.')): string => {
  if (value >= 1 && text.length <= 16 && value < (exactBelow[digits] ?? 0)) {
    return `${text.charAt(0)}.${text.slice(1, digits)}${text.slice(digits + 1)}E${digits - 1}`;
  }
  return value.toExponential(15).replace(/(\d)0*e\+?/, '$1E');
};

const writeNumber = (value: number, { integer, double }: LiteralEnds): string | undefined => {
  if (Number.isSafeInteger(value)) return Object.is(value, -0) ? undefined : `"${value}${integer}`;
  const text = String(value);
  const digits = text.indexOf('.');
  if (double === undefined || digits < 0 || text.includes('e')) return undefined;
  return `"${writeDouble(value, text, digits)}${double}`;
};

/** The literal and the end of its line; undefined is outside. Tells the node when it has letters beyond Latin-1. */
export const writeLiteral = (
  value: unknown,
  ends: LiteralEnds,
  node: { wide: boolean },
): string | undefined => {
  switch (typeof value) {
    case 'string': {
      if (narrowText.test(value)) return `"${value}${ends.text}`;
      node.wide = true;
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
