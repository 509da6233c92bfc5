/** Public keys of Ed25519 (RFC 8032 sections 5.1.3 and 5.1.7): which 32 bytes are a key that one may rely on. */

const p = 2n ** 255n - 19n;
const d = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;

/**
 * The y of the eight points of small order, in the order of 1, 2, 4 and 8. Under such a key a signature holds for nearly
 * any message: whoever takes one has checked nothing.
 */
const eighth = 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n;
const smallOrder: ReadonlySet<bigint> = new Set([1n, p - 1n, 0n, eighth, p - eighth]);

const power = (base: bigint, exponent: bigint): bigint => {
  let result = 1n;
  for (let square = base % p, rest = exponent; rest > 0n; rest >>= 1n, square = (square * square) % p) {
    if (rest & 1n) result = (result * square) % p;
  }
  return result;
};

/** Of any number but 0, which comes of points of small order only. */
const isSquare = (number: bigint): boolean => power(number, (p - 1n) / 2n) === 1n;

const check = (key: Uint8Array): boolean => {
  if (key.length !== 32) return false;
  let hex = '0x';
  for (let index = 31; index >= 0; index--) hex += (key[index] ?? 0).toString(16).padStart(2, '0');
  const y = BigInt(hex) & (2n ** 255n - 1n);
  if (y >= p || smallOrder.has(y)) return false;
  const square = (y * y) % p;
  // x² = (y² - 1) / (d y² + 1); a quotient is a square exactly when the product is.
  return isSquare(((((square - 1n) * (d * square + 1n)) % p) + p) % p);
};

/** The check costs as much as a signature, and the same few keys come again and again. */
const maxKept = 512;
const kept = new Set<string>();

/** True for the one encoding of a point of the curve that is not of small order. Remembers the last good ones. */
export const isEd25519Key = (key: Uint8Array): boolean => {
  const name = key.join();
  if (kept.has(name)) return true;
  if (!check(key)) return false;
  if (kept.size >= maxKept) kept.clear();
  kept.add(name);
  return true;
};
