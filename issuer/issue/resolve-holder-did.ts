/** The key behind a wallet's DID URL. Only methods whose DID holds the key itself: nothing is ever fetched here. */
import { findVerificationMethod, publicJwkOf, resolveDid } from '../../core/did/index.ts';
import { KlusCVError } from '../../core/errors.ts';
import type { HolderKey } from './holder-key.ts';

/** The key that a did:jwk or did:key URL with its fragment names, or undefined. */
export async function resolveHolderDid(didUrl: string): Promise<HolderKey | undefined> {
  const [did, fragment] = didUrl.split('#');
  if (!did || !fragment) return undefined;
  const { didDocument } = await resolveDid(did, { fetch: refuseFetch, allowInsecureLoopback: false });
  const method = didDocument && findVerificationMethod(didDocument, didUrl, 'authentication');
  const publicJwk = method && publicJwkOf(method);
  return publicJwk ? { did, publicJwk } : undefined;
}

const refuseFetch = async (): Promise<never> => {
  throw new KlusCVError('fetch_refused');
};
