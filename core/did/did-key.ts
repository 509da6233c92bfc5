/** did:key (W3C CCG): the DID is the key. */
import type { DIDResolver } from 'did-resolver';
import { fromBase64Url } from '../bytes.ts';
import { isBlsPoint, isBlsPublicKey, type VerificationKey } from '../keys/bls-key.ts';
import { multikeyFrom, verificationKeyFromMultikey } from '../keys/multikey.ts';
import { resolved, unresolved } from './did-resolution.ts';
import { createMultikeyMethod } from './verification-method.ts';

/** The did:key of a public key. */
export const didKeyFrom = (key: VerificationKey): string => `did:key:${multikeyFrom(key)}`;

/** The id of the only key in a did:key's document: the DID with its own last part as fragment. */
export const didKeyMethodId = (did: string): string => `${did}#${did.slice('did:key:'.length)}`;

/** A Multikey can be written in one way only, so that one key is one DID. */
const keyOf = async (id: string): Promise<VerificationKey | undefined> => {
  const key = verificationKeyFromMultikey(id);
  if (key === undefined) return undefined;
  return !isBlsPublicKey(key) || (await isBlsPoint(fromBase64Url(key.x) ?? new Uint8Array()))
    ? key
    : undefined;
};

/**
 * Resolves did:key of P-256, P-384, P-521, Ed25519 and BLS12-381 (G2) keys; touches no network. Bytes that are no good key
 * (off the curve, of small order, in another encoding) are `invalidDid`.
 */
export const resolveDidKey: DIDResolver = async (did, { id }) => {
  const key = await keyOf(id);
  if (!key) return unresolved('invalidDid');
  const method = createMultikeyMethod(didKeyMethodId(did), did, key);
  return resolved({
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    verificationMethod: [method],
    assertionMethod: [method.id],
    authentication: [method.id],
  });
};
