/** The DID URL of the only key under a did:key or did:jwk. */
import { didKeyMethodId } from '../../core/did/index.ts';

export const holderKeyUrl = (did: string): string =>
  did.startsWith('did:key:') ? didKeyMethodId(did) : `${did}#0`;
