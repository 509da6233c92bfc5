/**
 * The one allow-list of signature algorithms; signing, verifying and metadata all read it.
 *
 * Left out on purpose: `none` (no signature); HS* (a shared secret cannot vouch for anybody); RS* and PS* (no wallet
 * profile asks for them, and their keys do not fit on paper); ES384, ES512 and ES256K (nobody in the scheme has such keys);
 * `Ed25519` of RFC 9864 (the same signature as EdDSA under a second name: two names for one thing invite confusion).
 */
import type { SignatureAlgorithm } from '../ports.ts';
import type { PublicJwk } from './jwk.ts';

type AlgorithmFacts = { readonly kty: PublicJwk['kty']; readonly crv: PublicJwk['crv'] };

export const signatureAlgorithms: ReadonlyMap<SignatureAlgorithm, AlgorithmFacts> = new Map<
  SignatureAlgorithm,
  AlgorithmFacts
>([
  ['ES256', { kty: 'EC', crv: 'P-256' }],
  ['EdDSA', { kty: 'OKP', crv: 'Ed25519' }],
]);

/** Every signature here has this many bytes: r and s of P-256 (RFC 7518 section 3.4), R and S of Ed25519 (RFC 8032). */
export const signatureLength = 64;

/** True for a name on the allow-list. */
export const isSignatureAlgorithm = (name: unknown): name is SignatureAlgorithm =>
  [...signatureAlgorithms.keys()].some((algorithm) => algorithm === name);

/** The one algorithm that a key may be used with. */
export const algorithmOf = (key: PublicJwk): SignatureAlgorithm => (key.kty === 'EC' ? 'ES256' : 'EdDSA');
