/** The proof that the wallet has the key it wants the credential bound to (OpenID4VCI 1.0, appendix F.1). */
import { didJwkFrom, didKeyFrom, didKeyMethodId } from '../../core/did/index.ts';
import type { Signer } from '../../core/ports.ts';
import { signJws } from '../../core/proof/index.ts';
import type { CredentialConfiguration } from './issuer-metadata.ts';

/** How a credential names its holder: by the bare key, or by a DID that is nothing but the key. */
export type HolderBinding =
  | { readonly method: 'jwk' }
  | { readonly method: 'did'; readonly did: string; readonly keyUrl: string };

/**
 * Chooses how to be bound: the bare key in SD-JWT VC, a DID in W3C credentials, where the subject has to be a URL.
 * Undefined when the issuer offers neither.
 */
export function chooseBinding(
  configuration: CredentialConfiguration,
  signer: Signer,
): HolderBinding | undefined {
  const methods = configuration.cryptographic_binding_methods_supported ?? [];
  if (configuration.format === 'dc+sd-jwt') return methods.includes('jwk') ? { method: 'jwk' } : undefined;
  if (methods.includes('did:key')) {
    const did = didKeyFrom(signer.publicJwk);
    return { method: 'did', did, keyUrl: didKeyMethodId(did) };
  }
  if (methods.includes('did:jwk')) {
    const did = didJwkFrom(signer.publicJwk);
    return { method: 'did', did, keyUrl: `${did}#0` };
  }
  return undefined;
}

/**
 * Creates the key proof: `aud` is the credential issuer, `iat` the second it is, `nonce` the issuer's own if it gave one.
 * No `iss`: in the anonymous pre-authorized flow it must be left out.
 */
export function createKeyProof(
  input: {
    readonly audience: string;
    readonly nonce: string | null;
    readonly issuedAt: Date;
    readonly binding: HolderBinding;
  },
  signer: Signer,
): Promise<string> {
  const key = input.binding.method === 'jwk' ? { jwk: signer.publicJwk } : { kid: input.binding.keyUrl };
  return signJws(
    {
      header: { alg: signer.algorithm, typ: 'openid4vci-proof+jwt', ...key },
      payload: {
        aud: input.audience,
        iat: Math.floor(input.issuedAt.getTime() / 1000),
        ...(input.nonce === null ? {} : { nonce: input.nonce }),
      },
    },
    signer,
  );
}
