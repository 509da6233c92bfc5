import Big from 'big.js';
import { ok } from '../../core/result.ts';
import { type Outcome, quote, refuse } from './refusal.ts';

/**
 * A decimal number from a file, exact; nothing for a blank. Both decimal marks are read, since files are edited by
 * hand; but what could be thousands in the other notation (`1.200` where the mark is a comma) is refused.
 */
export const parseNumber = (
  value: unknown,
  { name, decimalMark }: { readonly name: string; readonly decimalMark: '.' | ',' },
): Outcome<Big | undefined> => {
  if (value === undefined || value === null) return ok(undefined);
  if (typeof value === 'number' && Number.isFinite(value)) return ok(new Big(value));
  if (typeof value !== 'string') return refuse('invalid_number', `${name}: ${quote(value)} is not a number.`);
  const text = value.trim();
  if (text === '') return ok(undefined);
  const otherMark = decimalMark === ',' ? '.' : ',';
  const [, fraction] = text.split(otherMark);
  if (!/^[+-]?\d{1,15}([.,]\d{1,15})?$/.test(text) || fraction?.length === 3) {
    return refuse('invalid_number', `${name}: ${quote(text)} is not a number.`);
  }
  return ok(toBig(text.replace(/^\+/, '').replace(',', '.')));
};

/** Breaks, marks and lengths are the same few numbers again and again. */
const numbers = new Map<string, Big>();

const toBig = (text: string): Big => {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  const number = new Big(text);
  if (numbers.size < 1000) numbers.set(text, number);
  return number;
};
