/** Bytes and their texts: strict base64url (RFC 4648 section 5), base64, UTF-8. Works in Node and in a browser. */

export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const base64Form = /^[A-Za-z0-9+/]*={0,2}$/;

/** UTF-8 bytes of a text. */
export const toUtf8 = (text: string): Bytes => encoder.encode(text);

/** The text of UTF-8 bytes; throws a `TypeError` when they are not UTF-8. */
export const fromUtf8 = (bytes: Uint8Array): string => decoder.decode(bytes);

/** Standard base64 with padding, as certificates in `x5c` have it (RFC 7515 section 4.1.6). */
export const toBase64 = (bytes: Uint8Array): string => {
  const chunks: string[] = [];
  for (let start = 0; start < bytes.length; start += 0x8000) {
    chunks.push(String.fromCharCode(...bytes.subarray(start, start + 0x8000)));
  }
  return btoa(chunks.join(''));
};

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Two letters for each twelve bits: half as many steps as letter by letter, and none of the copies that `btoa` takes. */
const pairs: readonly string[] = Array.from(
  { length: 4096 },
  (_, bits) => `${letters[bits >> 6]}${letters[bits & 63]}`,
);
const notALetter = 0xff;
const valueOfCode = new Uint8Array(128).fill(notALetter);
for (const [value, letter] of [...letters].entries()) valueOfCode[letter.charCodeAt(0)] = value;

const codes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
/** From so many bytes on, writing letters into one piece of memory is quicker than joining texts. */
const manyBytes = 512;

/** The letters of so many bytes, a multiple of three, in one piece. */
const manyToBase64Url = (bytes: Uint8Array, whole: number): string => {
  const text = new Uint8Array((whole / 3) * 4);
  let at = 0;
  for (let index = 0; index < whole; index += 3) {
    const bits = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    text[at] = codes[bits >> 18] ?? 0;
    text[at + 1] = codes[(bits >> 12) & 63] ?? 0;
    text[at + 2] = codes[(bits >> 6) & 63] ?? 0;
    text[at + 3] = codes[bits & 63] ?? 0;
    at += 4;
  }
  return decoder.decode(text);
};

/** Base64url without padding. */
export const toBase64Url = (bytes: Uint8Array): string => {
  const whole = bytes.length - (bytes.length % 3);
  let text = whole >= manyBytes ? manyToBase64Url(bytes, whole) : '';
  for (let index = text === '' ? 0 : whole; index < whole; index += 3) {
    const bits = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    text += `${pairs[bits >> 12]}${pairs[bits & 0xfff]}`;
  }
  if (whole === bytes.length) return text;
  const first = bytes[whole] ?? 0;
  if (whole + 1 === bytes.length) return `${text}${pairs[first << 4]}`;
  const bits = (first << 10) | ((bytes[whole + 1] ?? 0) << 2);
  return `${text}${pairs[bits >> 6]}${letters[bits & 63]}`;
};

const decode = (base64: string): Bytes => {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
};

/** Writes the bytes of base64url into `bytes`: false where it is none. */
const decodeInto = (bytes: Bytes, text: string): boolean => {
  const valueAt = (index: number): number => valueOfCode[text.charCodeAt(index)] ?? notALetter;
  let at = 0;
  for (let index = 0; index < text.length; index += 4) {
    const left = text.length - index;
    const first = valueAt(index);
    const second = valueAt(index + 1);
    const third = left > 2 ? valueAt(index + 2) : 0;
    const fourth = left > 3 ? valueAt(index + 3) : 0;
    if ((first | second | third | fourth) > 63) return false;
    const bits = (first << 18) | (second << 12) | (third << 6) | fourth;
    bytes[at++] = bits >> 16;
    if (left > 2) bytes[at++] = bits >> 8;
    if (left > 3) bytes[at++] = bits;
    // Bits of the last letter that stand for no byte.
    const stray = left === 2 ? bits & 0xffff : left === 3 ? bits & 0xff : 0;
    if (stray !== 0) return false;
  }
  return true;
};

const lengthOf = (base64Url: string): number => Math.floor((base64Url.length * 3) / 4);

/**
 * Bytes of base64url without padding; undefined for padding, whitespace, other letters,
 * or a last letter with stray bits (two texts must never stand for the same bytes).
 */
export const fromBase64Url = (text: string): Bytes | undefined => {
  const bytes = new Uint8Array(lengthOf(text));
  return decodeInto(bytes, text) ? bytes : undefined;
};

/** Where short texts are unpacked, one after the other: memory for each would cost more than the unpacking. */
const room = new Uint8Array(4096);

/** The text in base64url of UTF-8, as strict as `fromBase64Url`; throws a `TypeError` when the bytes are not UTF-8. */
export const textFromBase64Url = (base64Url: string): string | undefined => {
  const length = lengthOf(base64Url);
  const bytes = length <= room.length ? room : new Uint8Array(length);
  return decodeInto(bytes, base64Url) ? decoder.decode(bytes.subarray(0, length)) : undefined;
};

/** Bytes of standard base64 with or without padding; undefined when it is not base64. */
export const fromBase64 = (text: string): Bytes | undefined => {
  if (!base64Form.test(text) || text.replace(/=+$/, '').length % 4 === 1) return undefined;
  return decode(text.replace(/=+$/, ''));
};

/** Value of a letter of lower-case hexadecimal. */
const hexValue = (code: number): number => (code < 0x3a ? code - 0x30 : code - 0x57);

/** Bytes of lower-case hexadecimal that our own code wrote; other letters are not looked for. */
export const fromHex = (text: string): Bytes => {
  const bytes = new Uint8Array(text.length >> 1);
  for (let index = 0; index < bytes.length; index++) {
    bytes[index] = hexValue(text.charCodeAt(2 * index)) * 16 + hexValue(text.charCodeAt(2 * index + 1));
  }
  return bytes;
};

export const concatBytes = (...parts: readonly Uint8Array[]): Bytes => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
};

/** Compares without stopping at the first difference. */
export const equalBytes = (one: Uint8Array, other: Uint8Array): boolean => {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let index = 0; index < one.length; index++) difference |= (one[index] ?? 0) ^ (other[index] ?? 0);
  return difference === 0;
};
