/** Points of P-256, P-384 and P-521 (SEC 1 sections 2.3.3 and 2.3.4): Multikey has them compressed, JWK not. */
import { type Bytes, concatBytes } from '../bytes.ts';

export type NistCurve = 'P-256' | 'P-384' | 'P-521';

/** y² = x³ - 3x + b modulo p (FIPS 186-5, SP 800-186 section 3.2.1); p leaves 3 when divided by 4 in all three. */
type Curve = { readonly p: bigint; readonly b: bigint; readonly length: number };

const curves: Readonly<Record<NistCurve, Curve>> = {
  'P-256': {
    p: 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
    length: 32,
  },
  'P-384': {
    p: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
    b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
    length: 48,
  },
  'P-521': {
    p: 2n ** 521n - 1n,
    b: 0x51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
    length: 66,
  },
};

const toNumber = (bytes: Uint8Array): bigint => {
  let hex = '0x0';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return BigInt(hex);
};

const toBytes = (number: bigint, length: number): Bytes => {
  const bytes = new Uint8Array(length);
  for (let index = length - 1, rest = number; index >= 0; index--, rest >>= 8n)
    bytes[index] = Number(rest & 0xffn);
  return bytes;
};

const power = (base: bigint, exponent: bigint, p: bigint): bigint => {
  let result = 1n;
  for (let square = base % p, rest = exponent; rest > 0n; rest >>= 1n, square = (square * square) % p) {
    if (rest & 1n) result = (result * square) % p;
  }
  return result;
};

const rightSide = (x: bigint, { p, b }: Curve): bigint => (((x * x * x - 3n * x + b) % p) + p) % p;

export type Point = { readonly x: Uint8Array; readonly y: Uint8Array };

/** Bytes of one coordinate. */
export const coordinateLength = (crv: NistCurve): number => curves[crv].length;

/** True when the coordinates, each of the curve's length, are a point of the curve. */
export const isOnCurve = (crv: NistCurve, { x, y }: Point): boolean => {
  const curve = curves[crv];
  if (x.length !== curve.length || y.length !== curve.length) return false;
  const [xNumber, yNumber] = [toNumber(x), toNumber(y)];
  return (
    xNumber < curve.p && yNumber < curve.p && (yNumber * yNumber) % curve.p === rightSide(xNumber, curve)
  );
};

/** A byte for the sign of y, then x. */
export const compressPoint = ({ x, y }: Point): Bytes =>
  concatBytes(Uint8Array.of((y.at(-1) ?? 0) & 1 ? 0x03 : 0x02), x);

/** The point behind compressed bytes; undefined when there is none on the curve. Public data only: not constant in time. */
export const decompressPoint = (crv: NistCurve, bytes: Uint8Array): Point | undefined => {
  const curve = curves[crv];
  const { p, length } = curve;
  const sign = bytes[0];
  if (bytes.length !== 1 + length || (sign !== 0x02 && sign !== 0x03)) return undefined;
  const x = bytes.slice(1);
  const root = power(rightSide(toNumber(x), curve), (p + 1n) / 4n, p);
  const y = toBytes((root & 1n) === BigInt(sign & 1) ? root : (p - root) % p, length);
  return isOnCurve(crv, { x, y }) ? { x, y } : undefined;
};
