/** The keys that a platform signs with: one P-256 with a certificate chain, one Ed25519, both under one DID. */
import type { PublicJwk } from '../../core/keys/index.ts';
import type { Signer } from '../../core/ports.ts';
import type { KeptKeys } from './kept-keys.ts';

export type PublishedKey = {
  /** The fragment of its DID URL. */
  readonly id: string;
  readonly publicJwk: PublicJwk;
};

export type IssuerKeys = {
  /** Another one after every change of a key: what is kept in the store was signed by the keys of its version. */
  readonly version: number;
  /** did:web of the issuer's address. */
  readonly did: string;
  readonly p256: {
    readonly signer: Signer;
    /** DID URL of the key. */
    readonly verificationMethod: string;
    /** Base64 DER, leaf first, without the anchor (HAIP 1.0, section 6.1.1). */
    readonly x5c: readonly string[];
  };
  readonly ed25519: { readonly signer: Signer; readonly verificationMethod: string };
  /** The first P-256 key that may still sign: see `jwt-issuer.ts`. */
  readonly eldestP256: { readonly signer: Signer };
  /** All that the DID document names: those that sign, those that will, and those that have signed. */
  readonly published: readonly PublishedKey[];
  /** Base64 DER of the roots that the scheme's list names for this platform; the one that signs now comes first. */
  readonly certificateAnchors: readonly string[];
  /** The private keys, for a thread of this process and nobody else; behind a call, so that none gets into a text. */
  readonly keptKeys: () => KeptKeys;
};
