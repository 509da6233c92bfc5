/** JWK thumbprints (RFC 7638, RFC 8037 section 2). */
import { toBase64Url, toUtf8 } from '../bytes.ts';
import type { CryptoPort } from '../ports.ts';
import type { PublicJwk } from './jwk.ts';

/** The SHA-256 thumbprint of a public key, base64url: the same for the same key however its JWK is written. */
export const thumbprintOf = async (key: PublicJwk, crypto: Pick<CryptoPort, 'sha256'>): Promise<string> => {
  const members =
    key.kty === 'EC'
      ? { crv: key.crv, kty: key.kty, x: key.x, y: key.y }
      : { crv: key.crv, kty: key.kty, x: key.x };
  return toBase64Url(await crypto.sha256(toUtf8(JSON.stringify(members))));
};
