/** did:jwk: the DID is the base64url of a JWK. */
import type { DIDResolver } from 'did-resolver';
import { fromBase64Url, fromUtf8, toBase64Url, toUtf8 } from '../bytes.ts';
import type { PublicJwk } from '../keys/jwk.ts';
import { parsePublicJwk } from '../keys/parse-public-jwk.ts';
import { isJsonObject, parseStrictJson } from '../strict-json.ts';
import { resolved, unresolved } from './did-resolution.ts';
import { createJsonWebKeyMethod } from './verification-method.ts';

/** A JWK of ours has about 130 letters; other members are allowed, not a book of them. */
const maxIdLength = 2048;

/** The did:jwk of a public key. */
export const didJwkFrom = (publicJwk: PublicJwk): string =>
  `did:jwk:${toBase64Url(toUtf8(JSON.stringify(publicJwk)))}`;

type ParsedId = { readonly publicJwk: PublicJwk; readonly signs: boolean };

const parseId = (id: string): ParsedId | undefined => {
  const bytes = id.length <= maxIdLength ? fromBase64Url(id) : undefined;
  if (!bytes) return undefined;
  try {
    const parsed = parseStrictJson(fromUtf8(bytes));
    const publicJwk = parsed.ok ? parsePublicJwk(parsed.value) : undefined;
    if (!parsed.ok || publicJwk === undefined) return undefined;
    return { publicJwk, signs: !isJsonObject(parsed.value) || parsed.value.use !== 'enc' };
  } catch {
    return undefined;
  }
};

/**
 * Resolves did:jwk of P-256, P-384, P-521 and Ed25519 keys; touches no network. A JWK with private members is refused, and
 * one that says it is for encryption (`use`) vouches for nothing.
 */
export const resolveDidJwk: DIDResolver = async (did, { id }) => {
  const parsed = parseId(id);
  if (!parsed) return unresolved('invalidDid');
  const method = createJsonWebKeyMethod(`${did}#0`, did, parsed.publicJwk);
  const relationships = parsed.signs ? { assertionMethod: [method.id], authentication: [method.id] } : {};
  return resolved({
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/jwk/v1'],
    id: did,
    verificationMethod: [method],
    ...relationships,
  });
};
