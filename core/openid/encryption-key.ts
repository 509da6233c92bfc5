/** Keys to encrypt to, as JWK sets bring them; apart from what encrypts, which weighs more (RFC 7517, HAIP 1.0 section 5). */
import { type PublicJwk, parsePublicJwk } from '../keys/index.ts';
import { isJsonObject } from '../strict-json.ts';

/** The only way in which a key is agreed on: directly, with P-256. */
export const keyAgreement = 'ECDH-ES';
export const contentEncryptions = ['A128GCM', 'A256GCM'] as const;
export type ContentEncryption = (typeof contentEncryptions)[number];

/** A public key to encrypt to; `kid` goes into the message when the key has one. */
export type EncryptionKey = { readonly publicJwk: PublicJwk & { readonly kty: 'EC' }; readonly kid?: string };

/**
 * The first key of a JWK set that we can encrypt to: P-256, for ECDH-ES, not meant for signatures. Undefined when there is none.
 */
export function findEncryptionKey(jwks: unknown): EncryptionKey | undefined {
  if (!isJsonObject(jwks) || !Array.isArray(jwks.keys) || jwks.keys.length > 20) return undefined;
  for (const jwk of jwks.keys) {
    if (!isJsonObject(jwk)) continue;
    if (jwk.alg !== undefined && jwk.alg !== keyAgreement) continue;
    if (jwk.use !== undefined && jwk.use !== 'enc') continue;
    // A private key among them is none.
    const publicJwk = parsePublicJwk(jwk);
    if (publicJwk?.kty !== 'EC') continue;
    const { kid } = jwk;
    if (kid !== undefined && (typeof kid !== 'string' || kid.length > 256)) continue;
    return { publicJwk, ...(kid === undefined ? {} : { kid }) };
  }
  return undefined;
}
