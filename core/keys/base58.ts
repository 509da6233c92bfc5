/** Base58 with Bitcoin's alphabet, for multibase `z` texts (Controlled Identifiers 1.0 section 2.4). */
import type { Bytes } from '../bytes.ts';

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const valueByLetter: ReadonlyMap<string, number> = new Map(
  [...alphabet].map((letter, value) => [letter, value]),
);

/** Decoding is quadratic, and nothing here is longer than a signature. */
const maxLength = 256;

const leadingCount = <T>(items: Iterable<T>, wanted: T): number => {
  let count = 0;
  for (const item of items) {
    if (item !== wanted) break;
    count++;
  }
  return count;
};

/** Base58 text of some bytes. */
export const toBase58 = (bytes: Uint8Array): string => {
  let number = 0n;
  for (const byte of bytes) number = number * 256n + BigInt(byte);
  let text = '';
  for (; number > 0n; number /= 58n) text = (alphabet[Number(number % 58n)] ?? '') + text;
  return '1'.repeat(leadingCount(bytes, 0)) + text;
};

/** Bytes of a base58 text; undefined for a letter outside the alphabet or more than 256 letters. */
export const fromBase58 = (text: string): Bytes | undefined => {
  if (text.length > maxLength) return undefined;
  let number = 0n;
  for (const letter of text) {
    const value = valueByLetter.get(letter);
    if (value === undefined) return undefined;
    number = number * 58n + BigInt(value);
  }
  const digits: number[] = [];
  for (; number > 0n; number /= 256n) digits.push(Number(number % 256n));
  return Uint8Array.from([...new Array<number>(leadingCount(text, '1')).fill(0), ...digits.reverse()]);
};
