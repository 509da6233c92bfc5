/** Literals as N-Quads write them, for the values whose writing is beyond doubt. */
import { addLine, type GraphNode } from './node.ts';
import type { Opening } from './predicates.ts';
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

/** Quarters are whole in a double: what is written is then all that there is. */
const isExact = (value: number): boolean => Number.isInteger(value * 4);

/**
 * Below these, by the number of digits before the point, half the distance to the next double is less than half a unit of
 * the sixteenth digit: a decimal of fifteen digits or fewer is then what its double is when rounded to sixteen.
 */
const exactBelow: readonly number[] = [0, 8, 64, 512, 8192, 65536, 524288];

/** The canonical form of a number that is written with a point and without an exponent, as the library makes it. */
export const writeDouble = (value: number, text: string, digits = text.indexOf('.')): string => {
  if (value >= 1 && text.length <= 16 && (value < (exactBelow[digits] ?? 0) || isExact(value))) {
    return `${text.charAt(0)}.${text.slice(1, digits)}${text.slice(digits + 1)}E${digits - 1}`;
  }
  return value.toExponential(15).replace(/(\d)0*e\+?/, '$1E');
};

const addNumber = (node: GraphNode, opening: Opening, value: number, ends: LiteralEnds): boolean => {
  if (Number.isSafeInteger(value))
    return !Object.is(value, -0) && addLine(node, opening, String(value), ends.integer);
  const text = String(value);
  const digits = text.indexOf('.');
  if (ends.double === undefined || digits < 0 || text.includes('e')) return false;
  return addLine(node, opening, writeDouble(value, text, digits), ends.double);
};

/**
 * Adds a line whose object is a literal; false when it is outside, or there already. Tells the node when it has letters beyond
 * Latin-1.
 */
export const addLiteral = (node: GraphNode, opening: Opening, value: unknown, ends: LiteralEnds): boolean => {
  switch (typeof value) {
    case 'string': {
      if (narrowText.test(value)) return addLine(node, opening, value, ends.text);
      node.wide = true;
      const text = escapeText(value);
      return text !== undefined && addLine(node, opening, text, ends.text);
    }
    case 'boolean':
      return addLine(node, opening, String(value), ends.boolean);
    case 'number':
      return addNumber(node, opening, value, ends);
    default:
      return false;
  }
};
