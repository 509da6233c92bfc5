/** The platform's private keys as they lie in the vault, and what a process or a thread signs with. */
import type { PrivateJwk } from '../../core/keys/index.ts';
import { createNodeSigner } from '../../server/node-crypto.ts';
import type { IssuerKeys } from './issuer-keys.ts';

export type KeptKey = { readonly id: string; readonly privateJwk: PrivateJwk };

/** Out of the vault: for this process and its threads, and nowhere else. */
export type KeptKeys = Pick<IssuerKeys, 'version' | 'did' | 'published' | 'certificateAnchors'> & {
  readonly p256: KeptKey;
  readonly ed25519: KeptKey;
  readonly eldestP256: KeptKey;
  readonly x5c: readonly string[];
};

/** Makes signers of the keys, each parsed once. */
export function createIssuerKeys(kept: KeptKeys): IssuerKeys {
  const { version, did, published, certificateAnchors, p256, ed25519, eldestP256, x5c } = kept;
  const signer = createNodeSigner(p256.privateJwk);
  return {
    version,
    did,
    p256: { signer, verificationMethod: `${did}#${p256.id}`, x5c },
    ed25519: {
      signer: createNodeSigner(ed25519.privateJwk),
      verificationMethod: `${did}#${ed25519.id}`,
    },
    eldestP256: { signer: eldestP256.id === p256.id ? signer : createNodeSigner(eldestP256.privateJwk) },
    published,
    certificateAnchors,
    keptKeys: () => kept,
  };
}
