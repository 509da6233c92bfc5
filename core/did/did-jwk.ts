/** did:jwk: the DID is the base64url of a JWK. */
import type { DIDResolver } from 'did-resolver';
import { fromBase64Url, fromUtf8, toBase64Url, toUtf8 } from '../bytes.ts';
import type { PublicJwk } from '../keys/jwk.ts';
import { parsePublicJwk } from '../keys/parse-public-jwk.ts';
import { parseStrictJson } from '../strict-json.ts';
import { resolved, unresolved } from './did-resolution.ts';
import { createJsonWebKeyMethod } from './verification-method.ts';

/** A JWK of ours has about 130 letters; other members are allowed, not a book of them. */
const maxIdLength = 2048;

/** The did:jwk of a public key. */
export const didJwkFrom = (publicJwk: PublicJwk): string =>
  `did:jwk:${toBase64Url(toUtf8(JSON.stringify(publicJwk)))}`;

const parseId = (id: string): PublicJwk | undefined => {
  const bytes = id.length <= maxIdLength ? fromBase64Url(id) : undefined;
  if (!bytes) return undefined;
  try {
    const parsed = parseStrictJson(fromUtf8(bytes));
    return parsed.ok ? parsePublicJwk(parsed.value) : undefined;
  } catch {
    return undefined;
  }
};

/** Resolves did:jwk of P-256 and Ed25519 keys; touches no network. A JWK with private members is refused. */
export const resolveDidJwk: DIDResolver = async (did, { id }) => {
  const publicJwk = parseId(id);
  if (!publicJwk) return unresolved('invalidDid');
  const method = createJsonWebKeyMethod(`${did}#0`, did, publicJwk);
  return resolved({
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/jwk/v1'],
    id: did,
    verificationMethod: [method],
    assertionMethod: [method.id],
    authentication: [method.id],
  });
};
