/** did:key (W3C CCG): the DID is the key. */
import type { DIDResolver } from 'did-resolver';
import type { PublicJwk } from '../keys/jwk.ts';
import { multikeyFrom, publicJwkFromMultikey } from '../keys/multikey.ts';
import { resolved, unresolved } from './did-resolution.ts';
import { createMultikeyMethod } from './verification-method.ts';

/** The did:key of a public key. */
export const didKeyFrom = (publicJwk: PublicJwk): string => `did:key:${multikeyFrom(publicJwk)}`;

/** The id of the only key in a did:key's document: the DID with its own last part as fragment. */
export const didKeyMethodId = (did: string): string => `${did}#${did.slice('did:key:'.length)}`;

/** Resolves did:key of P-256 and Ed25519 keys; touches no network. */
export const resolveDidKey: DIDResolver = async (did, { id }) => {
  const publicJwk = publicJwkFromMultikey(id);
  if (!publicJwk) return unresolved('invalidDid');
  const method = createMultikeyMethod(didKeyMethodId(did), did, publicJwk);
  return resolved({
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    verificationMethod: [method],
    assertionMethod: [method.id],
    authentication: [method.id],
  });
};
