/** Bytes and their texts: strict base64url (RFC 4648 section 5), base64, UTF-8. Works in Node and in a browser. */

export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const base64UrlForm = /^[A-Za-z0-9_-]*$/;
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

/** Base64url without padding. */
export const toBase64Url = (bytes: Uint8Array): string =>
  toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

const decode = (base64: string): Bytes => {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
};

/**
 * Bytes of base64url without padding; undefined for padding, whitespace, other letters,
 * or a last letter with stray bits (two texts must never stand for the same bytes).
 */
export const fromBase64Url = (text: string): Bytes | undefined => {
  if (!base64UrlForm.test(text) || text.length % 4 === 1) return undefined;
  const bytes = decode(text.replaceAll('-', '+').replaceAll('_', '/'));
  const tail = text.slice(text.length - (text.length % 4));
  return tail === '' || toBase64Url(bytes.subarray(bytes.length - (tail.length - 1))) === tail
    ? bytes
    : undefined;
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
