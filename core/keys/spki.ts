/** Public keys as DER SubjectPublicKeyInfo (RFC 5480, RFC 8410), as certificates carry them. */
import { type Bytes, concatBytes, equalBytes, fromBase64Url, toBase64Url } from '../bytes.ts';
import { KlusCVError } from '../errors.ts';
import { isEd25519Key } from './ed25519-point.ts';
import type { PublicJwk } from './jwk.ts';
import { isOnCurve } from './nist-point.ts';

/** Everything before the 64 bytes of an uncompressed P-256 point. */
const p256Prefix = Uint8Array.from([
  0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48,
  0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
]);
/** Everything before the 32 bytes of an Ed25519 key. */
const ed25519Prefix = Uint8Array.from([
  0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
]);

const coordinate = (text: string): Bytes => {
  const bytes = fromBase64Url(text);
  if (bytes?.length !== 32)
    throw new KlusCVError('invalid_request', 'A key coordinate is not 32 bytes of base64url.');
  return bytes;
};

/** DER of a public key. Throws `invalid_request` for another kind than certificates of the scheme have: P-256 or Ed25519. */
export const spkiFrom = (key: PublicJwk): Bytes => {
  if (key.crv === 'P-256') return concatBytes(p256Prefix, coordinate(key.x), coordinate(key.y));
  if (key.crv === 'Ed25519') return concatBytes(ed25519Prefix, coordinate(key.x));
  throw new KlusCVError('invalid_request', 'A certificate is for a key of P-256 or Ed25519.');
};

/** The public key in DER; undefined when it is neither P-256 (uncompressed) nor Ed25519. */
export const publicJwkFromSpki = (der: Uint8Array): PublicJwk | undefined => {
  const p256 = der.subarray(p256Prefix.length);
  if (p256.length === 64 && equalBytes(der.subarray(0, p256Prefix.length), p256Prefix)) {
    const point = { x: p256.subarray(0, 32), y: p256.subarray(32) };
    return isOnCurve('P-256', point)
      ? { kty: 'EC', crv: 'P-256', x: toBase64Url(point.x), y: toBase64Url(point.y) }
      : undefined;
  }
  const ed25519 = der.subarray(ed25519Prefix.length);
  return equalBytes(der.subarray(0, ed25519Prefix.length), ed25519Prefix) && isEd25519Key(ed25519)
    ? { kty: 'OKP', crv: 'Ed25519', x: toBase64Url(ed25519) }
    : undefined;
};
