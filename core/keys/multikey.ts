/** Multikey (Controlled Identifiers 1.0 section 2.2.2): multibase base58 of a multicodec prefix and the key. */
import { concatBytes, fromBase64Url, toBase64Url } from '../bytes.ts';
import { KlusCVError } from '../errors.ts';
import { fromBase58, toBase58 } from './base58.ts';
import { blsKeyLength, isBlsPublicKey, type VerificationKey } from './bls-key.ts';
import { isEd25519Key } from './ed25519-point.ts';
import type { PublicJwk } from './jwk.ts';
import { compressPoint, coordinateLength, decompressPoint, type NistCurve } from './nist-point.ts';

/** The prefixes are varints of the multicodec table: 0xed, 0x1200, 0x1201, 0x1202, 0xeb. */
const ed25519Prefix = Uint8Array.of(0xed, 0x01);
const blsPrefix = Uint8Array.of(0xeb, 0x01);
const nistPrefixes: ReadonlyMap<NistCurve, Uint8Array> = new Map<NistCurve, Uint8Array>([
  ['P-256', Uint8Array.of(0x80, 0x24)],
  ['P-384', Uint8Array.of(0x81, 0x24)],
  ['P-521', Uint8Array.of(0x82, 0x24)],
]);

const startsWith = (bytes: Uint8Array, prefix: Uint8Array): boolean =>
  prefix.every((byte, index) => bytes[index] === byte);

const coordinate = (text: string, length: number): Uint8Array => {
  const bytes = fromBase64Url(text);
  if (bytes?.length !== length)
    throw new KlusCVError('invalid_request', `A key coordinate is not ${length} bytes of base64url.`);
  return bytes;
};

/** The Multikey text (`z…`) of a public key. Throws `invalid_request` when a coordinate is not of the curve's length. */
export const multikeyFrom = (key: VerificationKey): string => {
  if (isBlsPublicKey(key)) return `z${toBase58(concatBytes(blsPrefix, coordinate(key.x, blsKeyLength)))}`;
  if (key.kty === 'OKP') return `z${toBase58(concatBytes(ed25519Prefix, coordinate(key.x, 32)))}`;
  const length = coordinateLength(key.crv);
  const point = compressPoint({ x: coordinate(key.x, length), y: coordinate(key.y, length) });
  return `z${toBase58(concatBytes(nistPrefixes.get(key.crv) ?? new Uint8Array(), point))}`;
};

/** To decompress a point costs more than to verify a signature with it, and the same few keys come again and again. */
const maxKept = 256;
const kept = new Map<string, PublicJwk>();

const decompressOnce = (crv: NistCurve, key: Uint8Array): PublicJwk | undefined => {
  const name = `${crv} ${key.join()}`;
  const known = kept.get(name);
  if (known) return { ...known };
  const point = decompressPoint(crv, key);
  if (!point) return undefined;
  const jwk: PublicJwk = { kty: 'EC', crv, x: toBase64Url(point.x), y: toBase64Url(point.y) };
  if (kept.size >= maxKept) kept.clear();
  kept.set(name, jwk);
  return { ...jwk };
};

/** The public key in the bytes of a Multikey; undefined for another kind of key, or bytes that are no good key. */
export const publicJwkFromMultikeyBytes = (bytes: Uint8Array): PublicJwk | undefined => {
  const key = bytes.subarray(2);
  if (startsWith(bytes, ed25519Prefix)) {
    return isEd25519Key(key) ? { kty: 'OKP', crv: 'Ed25519', x: toBase64Url(key) } : undefined;
  }
  for (const [crv, prefix] of nistPrefixes) if (startsWith(bytes, prefix)) return decompressOnce(crv, key);
  return undefined;
};

/** The public key in a Multikey text; undefined for another multibase, another kind of key, or bytes that are no good key. */
export const publicJwkFromMultikey = (text: string): PublicJwk | undefined => {
  const bytes = text.startsWith('z') ? fromBase58(text.slice(1)) : undefined;
  return bytes && publicJwkFromMultikeyBytes(bytes);
};

/**
 * The same, and BLS12-381 G2 beside it: for whoever verifies more than a KlusCV. Whether the point of a BLS key is a good one
 * is asked of `isBlsPoint`, which takes a large library.
 */
export const verificationKeyFromMultikey = (text: string): VerificationKey | undefined => {
  const bytes = text.startsWith('z') ? fromBase58(text.slice(1)) : undefined;
  if (bytes?.length === 2 + blsKeyLength && startsWith(bytes, blsPrefix)) {
    return { kty: 'OKP', crv: 'Bls12381G2', x: toBase64Url(bytes.subarray(2)) };
  }
  return bytes && publicJwkFromMultikeyBytes(bytes);
};
