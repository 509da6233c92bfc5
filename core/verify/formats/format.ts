/** What every format answers in its own way, so that the checks need not know formats. */
import type { PartialClaims } from '../../credential/claims.ts';
import type { PublicJwk } from '../../keys/jwk.ts';
import type { Result } from '../../result.ts';
import type { JsonObject } from '../../strict-json.ts';
import type { KnownPlatform, KnownTrustList, Platform } from '../../trust/index.ts';
import type { VerifyContext } from '../context.ts';
import type { Seen } from '../messages.ts';
import type { ReceivedCredential } from '../received.ts';
import type { CopyNote, CredentialFormat } from '../report.ts';

/** Where the credential says that its status stands. */
export type StatusReference =
  | {
      readonly kind: 'token';
      readonly url: string;
      readonly index: number;
      /** A list of one bit beside the other, which tells whether a newer one exists. */
      readonly tells?: 'newer';
    }
  | {
      readonly kind: 'bitstring';
      readonly url: string;
      readonly index: number;
      readonly purpose: 'revocation' | 'suspension' | 'refresh';
    };

/** Whose key a presenter must have used. */
export type Holder =
  | { readonly kind: 'jwk'; readonly jwk: PublicJwk }
  | { readonly kind: 'did'; readonly did: string }
  | { readonly kind: 'none' };

/** What the platform signed, once its signature was found to hold. */
export type SignedContent = {
  readonly claims: JsonObject;
  /** The same claims, where the format's own form has read them as the vocabulary's already. */
  readonly read?: PartialClaims;
  readonly validFrom: Date | undefined;
  readonly validUntil: Date | undefined;
  /** Undefined when an entry is there that we cannot read: never the same as none. */
  readonly status: readonly StatusReference[] | undefined;
  readonly holder: Holder;
  readonly copy?: CopyNote | undefined;
};

export type SignatureFailure =
  /** The key is not one of this platform: somebody else speaks in its name. */
  | 'issuer_key_foreign'
  /** The platform's key, which the scheme's list says that somebody else may have had. */
  | 'issuer_key_compromised'
  /** The platform's key, and not what it signed. */
  | 'signature_invalid'
  /** More than is looked at, so that nobody knows what the signature covers. */
  | 'signature_too_heavy'
  /** The platform's keys could not be fetched. */
  | 'issuer_unreachable'
  /** The platform's own, in the form from which its holder has still to choose what is shown. */
  | 'base_proof_shown'
  /** Signed by the platform, and not a KlusCV in the form that this version knows. */
  | 'content_unknown';

/** A credential taken apart, nothing in it checked. */
export type OpenedCredential = {
  readonly format: CredentialFormat;
  readonly issuerId: string;
  /** Whether it calls itself a KlusCV. */
  readonly kluscv: boolean;
  /** The moment it says it was signed at; counts only after the signature was found to hold. */
  readonly signedAt: Date | undefined;
  readonly findPlatform: (list: KnownTrustList) => KnownPlatform | undefined;
  /** Signature and everything that it covers, with a key that is `platform`'s own. May fetch the platform's DID document. */
  readonly verify: (
    platform: Platform,
    context: VerifyContext,
  ) => Promise<Result<SignedContent, SignatureFailure>>;
};

export type FormatReader<R extends ReceivedCredential> = (received: R) => Result<OpenedCredential, Seen>;
