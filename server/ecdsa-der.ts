/**
 * The two forms of an ECDSA signature: raw (r and s of the curve's length, IEEE P1363, RFC 7518 section 3.4) and DER
 * (RFC 3279 section 2.2.3). OpenSSL speaks DER; having node:crypto turn one into the other takes as long as signing.
 */
import { Buffer } from 'node:buffer';

/** Where a number begins without its leading zeros; the last byte stays. */
const significant = (bytes: Uint8Array, start: number, end: number): number => {
  let index = start;
  while (index < end - 1 && bytes[index] === 0) index += 1;
  return index;
};

const writeInteger = (target: Uint8Array, at: number, bytes: Uint8Array): number => {
  const isNegative = (bytes[0] ?? 0) >= 0x80;
  const length = bytes.length + (isNegative ? 1 : 0);
  target[at] = 0x02;
  target[at + 1] = length;
  target.set(bytes, at + 2 + (isNegative ? 1 : 0));
  return at + 2 + length;
};

/** The DER form of a raw signature of at most 132 bytes (P-521). */
export const derFromRaw = (raw: Uint8Array): Buffer => {
  const half = raw.length >> 1;
  const r = raw.subarray(significant(raw, 0, half), half);
  const s = raw.subarray(significant(raw, half, raw.length), raw.length);
  const padded = (bytes: Uint8Array): number => 2 + bytes.length + ((bytes[0] ?? 0) >= 0x80 ? 1 : 0);
  const inner = padded(r) + padded(s);
  const header = inner >= 0x80 ? [0x30, 0x81, inner] : [0x30, inner];
  const der = Buffer.alloc(header.length + inner);
  der.set(header);
  writeInteger(der, writeInteger(der, header.length, r), s);
  return der;
};

/** The raw form of a signature that OpenSSL made; `length` is that of both numbers together. */
export const rawFromDer = (der: Uint8Array, length: number): Uint8Array<ArrayBuffer> => {
  const raw = new Uint8Array(length);
  const half = length >> 1;
  const rAt = der[1] === 0x81 ? 3 : 2;
  const sAt = rAt + 2 + (der[rAt + 1] ?? 0);
  for (const [at, end] of [
    [rAt, half],
    [sAt, length],
  ] as const) {
    const valueEnd = at + 2 + (der[at + 1] ?? 0);
    const value = der.subarray(significant(der, at + 2, valueEnd), valueEnd);
    raw.set(value, end - value.length);
  }
  return raw;
};
