/** Base58 with Bitcoin's alphabet, for multibase `z` texts (Controlled Identifiers 1.0 section 2.4). */
import type { Bytes } from '../bytes.ts';

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const valueByCode: readonly number[] = Array.from({ length: 128 }, (_, code) =>
  alphabet.indexOf(String.fromCharCode(code)),
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

/** 58 ** 4: as much as a step can carry and stay exact, with a byte beside it. */
const lettersAtOnce = 4;
const radix = 58 ** lettersAtOnce;

/** Base58 text of some bytes. */
export const toBase58 = (bytes: Uint8Array): string => {
  // Digits of 58 ** 4, least first.
  const digits: number[] = [];
  for (const byte of bytes) {
    let carry = byte;
    for (let index = 0; index < digits.length; index += 1) {
      carry += (digits[index] ?? 0) * 256;
      digits[index] = carry % radix;
      carry = Math.floor(carry / radix);
    }
    if (carry > 0) digits.push(carry);
  }
  let text = '';
  for (const digit of digits) {
    let rest = digit;
    for (let letter = 0; letter < lettersAtOnce; letter += 1) {
      text = alphabet.charAt(rest % 58) + text;
      rest = Math.floor(rest / 58);
    }
  }
  return '1'.repeat(leadingCount(bytes, 0)) + text.replace(/^1+/, '');
};

/** Bytes of a base58 text; undefined for a letter outside the alphabet or more than 256 letters. */
export const fromBase58 = (text: string): Bytes | undefined => {
  if (text.length > maxLength) return undefined;
  // Digits of 2 ** 24, least first.
  const digits: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const value = valueByCode[text.charCodeAt(index)] ?? -1;
    if (value < 0) return undefined;
    let carry = value;
    for (let place = 0; place < digits.length; place += 1) {
      carry += (digits[place] ?? 0) * 58;
      digits[place] = carry & 0xff_ff_ff;
      carry = Math.floor(carry / 0x1_00_00_00);
    }
    if (carry > 0) digits.push(carry);
  }
  const bytes = digits.flatMap((digit) => [digit & 0xff, (digit >> 8) & 0xff, digit >> 16]);
  while (bytes.at(-1) === 0) bytes.pop();
  return Uint8Array.from([...new Array<number>(leadingCount(text, '1')).fill(0), ...bytes.reverse()]);
};
