/** The keys that a platform signs with: one P-256 with a certificate chain, one Ed25519, both under one DID. */
import type { Signer } from '../../core/ports.ts';

export type IssuerKeys = {
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
  /** Base64 DER of the root that the scheme's list names for this platform. */
  readonly certificateAnchors: readonly string[];
};
