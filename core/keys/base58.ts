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

/** Whole numbers in a double are exact below 2 ** 53: 58 ** 5 times 2 ** 16, or 2 ** 24 times 58 ** 4, with a carry. */
const lettersOut = 5;
const radixOut = 58 ** lettersOut;
const lettersIn = 4;
const radixIn = 2 ** 24;

/** Multiplies a number (digits of `radix`, least first) by a factor and adds to it. */
const multiplyAndAdd = (digits: number[], radix: number, factor: number, summand: number): void => {
  let carry = summand;
  for (let index = 0; index < digits.length; index += 1) {
    const sum = (digits[index] ?? 0) * factor + carry;
    carry = Math.floor(sum / radix);
    digits[index] = sum - carry * radix;
  }
  if (carry > 0) digits.push(carry);
};

/** Base58 text of some bytes. */
export const toBase58 = (bytes: Uint8Array): string => {
  const digits: number[] = [];
  const odd = bytes.length % 2;
  if (odd === 1) multiplyAndAdd(digits, radixOut, 256, bytes[0] ?? 0);
  for (let index = odd; index < bytes.length; index += 2) {
    multiplyAndAdd(digits, radixOut, 65_536, (bytes[index] ?? 0) * 256 + (bytes[index + 1] ?? 0));
  }
  let text = '';
  for (const digit of digits) {
    let rest = digit;
    for (let letter = 0; letter < lettersOut; letter += 1) {
      text = alphabet.charAt(rest % 58) + text;
      rest = Math.floor(rest / 58);
    }
  }
  return '1'.repeat(leadingCount(bytes, 0)) + text.replace(/^1+/, '');
};

/** Bytes of a base58 text; undefined for a letter outside the alphabet or more than 256 letters. */
export const fromBase58 = (text: string): Bytes | undefined => {
  if (text.length > maxLength) return undefined;
  const digits: number[] = [];
  let [number, factor] = [0, 1];
  for (let index = 0; index < text.length; index += 1) {
    const value = valueByCode[text.charCodeAt(index)] ?? -1;
    if (value < 0) return undefined;
    number = number * 58 + value;
    factor *= 58;
    if (factor === 58 ** lettersIn || index === text.length - 1) {
      multiplyAndAdd(digits, radixIn, factor, number);
      [number, factor] = [0, 1];
    }
  }
  const bytes: number[] = [];
  for (const digit of digits) bytes.push(digit & 0xff, (digit >> 8) & 0xff, digit >> 16);
  while (bytes.at(-1) === 0) bytes.pop();
  for (let zeros = leadingCount(text, '1'); zeros > 0; zeros -= 1) bytes.push(0);
  return Uint8Array.from(bytes.reverse());
};
