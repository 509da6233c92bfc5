/** Bytes as one decimal number: a QR code packs digits (numeric mode) tighter than any text. The first byte is never 0. */
import type { Bytes } from '../../bytes.ts';

/** The most digits of any QR code (version 40, level L) are 7,089. */
const maxDigits = 7_200;

/** The decimal number of some bytes, most significant first. */
export const compactToDigits = (bytes: Uint8Array): string => {
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return BigInt(`0x${hex || '0'}`).toString(10);
};

/** The bytes of a decimal number; undefined when there is anything but digits, a leading zero, or too many. */
export const digitsToCompact = (digits: string): Bytes | undefined => {
  if (digits.length > maxDigits || !/^[1-9]\d*$/.test(digits)) return undefined;
  const hex = BigInt(digits).toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  const bytes = new Uint8Array(even.length / 2);
  for (let index = 0; index < bytes.length; index++) {
    bytes[index] = Number.parseInt(even.slice(index * 2, index * 2 + 2), 16);
  }
  return bytes;
};
