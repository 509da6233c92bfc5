/** A credential configuration: one form in which this issuer gives out a KlusCV (OpenID4VCI 1.0, section 12.2.4). */
import type { PartialClaims } from '../../core/credential/index.ts';
import type { CryptoPort } from '../../core/ports.ts';
import type { JsonObject } from '../../core/strict-json.ts';
import type { IssuerKeys } from '../keys/issuer-keys.ts';
import type { BindingMethod, HolderKey } from './holder-key.ts';

/** What a signed credential is made of, beside the keys. */
export type CredentialContent = {
  readonly claims: PartialClaims;
  /** Absent on paper: then nobody can prove to be the holder. */
  readonly holder?: HolderKey;
  /** On paper: that it is a copy, and for whom, in the worker's words. */
  readonly copy?: { readonly madeFor?: string };
  readonly issuedAt: Date;
  readonly validFrom: Date;
  readonly validUntil: Date;
  /** List number and index in it; where the list stands, the configuration knows. */
  readonly status: { readonly list: number; readonly index: number };
};

export type Signing = {
  readonly issuerUrl: string;
  readonly keys: IssuerKeys;
  readonly crypto: CryptoPort;
};

export type CredentialConfiguration = {
  readonly id: string;
  readonly scope: string;
  readonly bindingMethods: readonly BindingMethod[];
  /** The members of the metadata that only this format has, `format` among them. */
  readonly formatMetadata: Readonly<Record<string, unknown>>;
  /** Where a claim stands in this format, as a DCQL path prefix. */
  readonly claimPrefix: readonly string[];
  /** How a signed credential of this form is saved as a file. */
  readonly file: { readonly name: string; readonly mediaType: string };
  /** Signs; a string or a JSON object, as the format wants it. */
  readonly sign: (content: CredentialContent, signing: Signing) => Promise<string | JsonObject>;
};
