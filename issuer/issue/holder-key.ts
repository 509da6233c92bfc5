/** The key that a credential gets bound to: as a bare key, or under a DID that holds nothing but the key. */
import type { PublicJwk } from '../../core/keys/jwk.ts';

export type HolderKey = { readonly publicJwk: PublicJwk; readonly did?: string };

/** How a wallet may name its key; the names are those of `cryptographic_binding_methods_supported`. */
export type BindingMethod = 'jwk' | 'did:jwk' | 'did:key';
