/** The keys that a DID document names for a purpose (Controlled Identifiers 1.0 section 2.3). */
import type { VerificationMethod } from 'did-resolver';
import { findVerificationMethod, isInForce, type ProofPurpose, publicJwkOf } from '../../did/index.ts';
import type { PublicJwk } from '../../keys/index.ts';
import { err, ok, type Result } from '../../result.ts';
import type { VerifyContext } from '../context.ts';

/** From a DID URL to the key there, undefined when the document does not name it for the purpose, or has ended it. */
export type KeyLookUp = (verificationMethod: string) => PublicJwk | undefined;

/** True when the DID URL is a key of this DID; a key of anybody else never speaks for it. */
export const belongsTo = (verificationMethod: unknown, did: string): verificationMethod is string =>
  typeof verificationMethod === 'string' && verificationMethod.startsWith(`${did}#`);

/** Keys that were read before: a resolver with a memory hands out the very same document, and nobody writes in it. */
const keysRead = new WeakMap<VerificationMethod, PublicJwk>();

const keyOf = (method: VerificationMethod): PublicJwk | undefined => {
  const key = keysRead.get(method) ?? publicJwkOf(method);
  if (key !== undefined) keysRead.set(method, key);
  return key;
};

/**
 * Resolves `did`, which must be on the scheme's list or of a method that does not fetch.
 *
 * @param method the DID URL of the key that will be looked up: see `VerifyContext.resolveDid`
 * @returns the look-up, or `unreachable` when there is no document to be had
 */
export const loadKeys = async (
  did: string,
  purpose: ProofPurpose,
  { resolveDid, now }: Pick<VerifyContext, 'resolveDid' | 'now'>,
  method?: string,
): Promise<Result<KeyLookUp, 'unreachable'>> => {
  const { didDocument } = await resolveDid(did, method).catch(() => ({ didDocument: null }));
  if (didDocument === null || didDocument.id !== did) return err('unreachable');
  return ok((verificationMethod) => {
    const method = findVerificationMethod(didDocument, verificationMethod, purpose);
    return method !== undefined && isInForce(method, now) ? keyOf(method) : undefined;
  });
};
