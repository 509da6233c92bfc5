/** Points of P-256 (SEC 1 sections 2.3.3 and 2.3.4): Multikey has them compressed, JWK not. */
import { type Bytes, concatBytes } from '../bytes.ts';

const p = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

const toNumber = (bytes: Uint8Array): bigint =>
  bytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n);

const toBytes = (number: bigint): Bytes => {
  const bytes = new Uint8Array(32);
  for (let index = 31, rest = number; index >= 0; index--, rest >>= 8n) bytes[index] = Number(rest & 0xffn);
  return bytes;
};

const power = (base: bigint, exponent: bigint): bigint => {
  let result = 1n;
  for (let square = base % p, rest = exponent; rest > 0n; rest >>= 1n, square = (square * square) % p) {
    if (rest & 1n) result = (result * square) % p;
  }
  return result;
};

const rightSide = (x: bigint): bigint => (((x * x * x - 3n * x + b) % p) + p) % p;

export type Point = { readonly x: Uint8Array; readonly y: Uint8Array };

/** True when the coordinates (32 bytes each) are a point of the curve. */
export const isOnCurve = ({ x, y }: Point): boolean => {
  const [xNumber, yNumber] = [toNumber(x), toNumber(y)];
  return xNumber < p && yNumber < p && (yNumber * yNumber) % p === rightSide(xNumber);
};

/** The 33 bytes of a compressed point. */
export const compressPoint = ({ x, y }: Point): Bytes =>
  concatBytes(Uint8Array.of((y[31] ?? 0) & 1 ? 0x03 : 0x02), x);

/** The point behind 33 compressed bytes; undefined when there is none on the curve. Public data only: not constant in time. */
export const decompressPoint = (bytes: Uint8Array): Point | undefined => {
  const sign = bytes[0];
  if (bytes.length !== 33 || (sign !== 0x02 && sign !== 0x03)) return undefined;
  const x = bytes.slice(1);
  const xNumber = toNumber(x);
  const root = power(rightSide(xNumber), (p + 1n) / 4n);
  const y = toBytes((root & 1n) === BigInt(sign & 1) ? root : (p - root) % p);
  return isOnCurve({ x, y }) ? { x, y } : undefined;
};
