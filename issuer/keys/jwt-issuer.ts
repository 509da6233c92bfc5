/** Under which DID a platform signs credentials that are JWTs. */
import { didJwkFrom } from '../../core/did/index.ts';
import { isLoopbackHttp } from '../../server/read-config.ts';
import type { IssuerKeys } from './issuer-keys.ts';

type Keys = Pick<IssuerKeys, 'did' | 'p256'>;

/**
 * The platform's did:web. On a machine's own address (a demo, a test) it is the key itself as did:jwk: wallets look up did:web over
 * https alone, and there is none.
 */
export const jwtIssuerOf = (
  issuerUrl: string,
  { did, p256 }: Keys,
): { readonly did: string; readonly verificationMethod: string } => {
  if (!isLoopbackHttp(issuerUrl)) return { did, verificationMethod: p256.verificationMethod };
  const didJwk = didJwkFrom(p256.signer.publicJwk);
  return { did: didJwk, verificationMethod: `${didJwk}#0` };
};

/** The DIDs that the scheme's list must name beside the platform's own. */
export const otherDidsOf = (issuerUrl: string, keys: Keys): readonly string[] =>
  [jwtIssuerOf(issuerUrl, keys).did].filter((did) => did !== keys.did);
