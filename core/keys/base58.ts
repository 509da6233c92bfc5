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

/** Whole numbers in a double are exact below 2 ** 53: 58 ** 4 times 2 ** 24, with a carry, either way. */
const lettersAtOnce = 4;
const lettersRadix = 58 ** lettersAtOnce;
const bytesRadix = 2 ** 24;
/** Two letters for each number below 58 ** 2. */
const pairs: readonly string[] = Array.from(
  { length: 58 ** 2 },
  (_, value) => `${alphabet.charAt(Math.floor(value / 58))}${alphabet.charAt(value % 58)}`,
);

/** Multiplies a number (digits of `radix`, least first) by a factor and adds to it. */
const multiplyAndAdd = (digits: number[], radix: number, factor: number, summand: number): void => {
  let carry = summand;
  for (let index = 0; index < digits.length; index += 1) {
    const sum = (digits[index] ?? 0) * factor + carry;
    carry = Math.floor(sum / radix);
    digits[index] = sum - carry * radix;
  }
  while (carry > 0) {
    digits.push(carry % radix);
    carry = Math.floor(carry / radix);
  }
};

/** Base58 text of some bytes. */
export const toBase58 = (bytes: Uint8Array): string => {
  const digits: number[] = [];
  const odd = bytes.length % 3;
  for (let index = 0; index < odd; index += 1) multiplyAndAdd(digits, lettersRadix, 256, bytes[index] ?? 0);
  for (let index = odd; index < bytes.length; index += 3) {
    const three = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    multiplyAndAdd(digits, lettersRadix, bytesRadix, three);
  }
  let text = '';
  for (let index = digits.length - 1; index >= 0; index -= 1) {
    const digit = digits[index] ?? 0;
    const high = Math.floor(digit / pairs.length);
    text += `${pairs[high]}${pairs[digit - high * pairs.length]}`;
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
    if (factor === lettersRadix || index === text.length - 1) {
      multiplyAndAdd(digits, bytesRadix, factor, number);
      [number, factor] = [0, 1];
    }
  }
  const bytes: number[] = [];
  for (const digit of digits) bytes.push(digit & 0xff, (digit >> 8) & 0xff, digit >> 16);
  while (bytes.at(-1) === 0) bytes.pop();
  for (let zeros = leadingCount(text, '1'); zeros > 0; zeros -= 1) bytes.push(0);
  return Uint8Array.from(bytes.reverse());
};
