/** Public keys as Multikey texts (Controlled Identifiers 1.0 section 2.2.2): multibase base58 of a multicodec prefix and the key. */
import { concatBytes, fromBase64Url, toBase64Url } from '../bytes.ts';
import { KlusCVError } from '../errors.ts';
import { fromBase58, toBase58 } from './base58.ts';
import type { PublicJwk } from './jwk.ts';
import { compressPoint, decompressPoint } from './p256-point.ts';

const ed25519Prefix = Uint8Array.of(0xed, 0x01);
const p256Prefix = Uint8Array.of(0x80, 0x24);

const startsWith = (bytes: Uint8Array, prefix: Uint8Array): boolean =>
  prefix.every((byte, index) => bytes[index] === byte);

const coordinate = (text: string): Uint8Array => {
  const bytes = fromBase64Url(text);
  if (bytes?.length !== 32)
    throw new KlusCVError('invalid_request', 'A key coordinate is not 32 bytes of base64url.');
  return bytes;
};

/** The Multikey text (`z…`) of a public key. Throws `invalid_request` when a coordinate is not 32 bytes. */
export const multikeyFrom = (key: PublicJwk): string => {
  if (key.kty === 'OKP') return `z${toBase58(concatBytes(ed25519Prefix, coordinate(key.x)))}`;
  return `z${toBase58(concatBytes(p256Prefix, compressPoint({ x: coordinate(key.x), y: coordinate(key.y) })))}`;
};

/** The public key in a Multikey text; undefined for another multibase, another kind of key, or a point outside the curve. */
export const publicJwkFromMultikey = (text: string): PublicJwk | undefined => {
  const bytes = text.startsWith('z') ? fromBase58(text.slice(1)) : undefined;
  if (!bytes) return undefined;
  if (startsWith(bytes, ed25519Prefix) && bytes.length === 34) {
    return { kty: 'OKP', crv: 'Ed25519', x: toBase64Url(bytes.subarray(2)) };
  }
  const point = startsWith(bytes, p256Prefix) ? decompressPoint(bytes.subarray(2)) : undefined;
  return point && { kty: 'EC', crv: 'P-256', x: toBase64Url(point.x), y: toBase64Url(point.y) };
};
