/** The platform's private keys as they lie in the vault, and what a process or a thread signs with. */
import type { PrivateJwk } from '../../core/keys/index.ts';
import { createNodeSigner } from '../../server/node-crypto.ts';
import type { IssuerKeys } from './issuer-keys.ts';

/** Out of the vault: for this process and its threads, and nowhere else. */
export type KeptKeys = Pick<IssuerKeys, 'did' | 'certificateAnchors'> & {
  readonly p256: PrivateJwk;
  readonly ed25519: PrivateJwk;
  readonly x5c: readonly string[];
};

/** Makes signers of the keys, each parsed once. */
export function createIssuerKeys({ did, certificateAnchors, p256, ed25519, x5c }: KeptKeys): IssuerKeys {
  return {
    did,
    p256: { signer: createNodeSigner(p256), verificationMethod: `${did}#p256-1`, x5c },
    ed25519: { signer: createNodeSigner(ed25519), verificationMethod: `${did}#ed25519-1` },
    certificateAnchors,
  };
}
