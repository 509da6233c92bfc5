/** Under which DID a platform signs credentials that are JWTs. */
import { didJwkFrom } from '../../core/did/index.ts';
import type { Signer } from '../../core/ports.ts';
import { isLoopbackHttp } from '../../server/read-config.ts';
import type { IssuerKeys } from './issuer-keys.ts';

type Keys = Pick<IssuerKeys, 'did' | 'p256' | 'eldestP256'>;

export type JwtIssuer = {
  readonly did: string;
  readonly verificationMethod: string;
  readonly signer: Signer;
};

/**
 * The platform's did:web. On a machine's own address (a demo, a test) it is a key itself as did:jwk: wallets look up did:web
 * over https alone, and there is none. Such a DID cannot change its key, and the scheme's list names the DID: it stays that of
 * the eldest key, whatever signs the rest, until that one is retired.
 */
export const jwtIssuerOf = (issuerUrl: string, { did, p256, eldestP256 }: Keys): JwtIssuer => {
  if (!isLoopbackHttp(issuerUrl))
    return { did, verificationMethod: p256.verificationMethod, signer: p256.signer };
  const { signer } = eldestP256;
  const didJwk = didJwkFrom(signer.publicJwk);
  return { did: didJwk, verificationMethod: `${didJwk}#0`, signer };
};

/** The DIDs that the scheme's list must name beside the platform's own. */
export const otherDidsOf = (issuerUrl: string, keys: Keys): readonly string[] =>
  [jwtIssuerOf(issuerUrl, keys).did].filter((did) => did !== keys.did);
