/**
 * The one allow-list of signature algorithms; signing, verifying and metadata all read it.
 *
 * Two lists: what the engine can do, for any W3C credential; and what a KlusCV and everything around it may be signed
 * with, which is what a caller gets who says nothing else. A wider first list never widens the second.
 *
 * Left out on purpose: `none` (no signature); HS* (a shared secret cannot vouch for anybody); RS* and PS* (no wallet
 * profile asks for them, and their keys do not fit on paper); ES256K (no suite of the W3C has it);
 * `Ed25519` of RFC 9864 (the same signature as EdDSA under a second name: two names for one thing invite confusion).
 */
import type { SignatureAlgorithm } from '../ports.ts';
import type { PublicJwk } from './jwk.ts';

type AlgorithmFacts = {
  readonly kty: PublicJwk['kty'];
  readonly crv: PublicJwk['crv'];
  /** Bytes of a signature: r and s (RFC 7518 section 3.4), R and S of Ed25519 (RFC 8032 section 5.1.6). */
  readonly signatureLength: number;
};

export const signatureAlgorithms: ReadonlyMap<SignatureAlgorithm, AlgorithmFacts> = new Map<
  SignatureAlgorithm,
  AlgorithmFacts
>([
  ['ES256', { kty: 'EC', crv: 'P-256', signatureLength: 64 }],
  ['ES384', { kty: 'EC', crv: 'P-384', signatureLength: 96 }],
  ['ES512', { kty: 'EC', crv: 'P-521', signatureLength: 132 }],
  ['EdDSA', { kty: 'OKP', crv: 'Ed25519', signatureLength: 64 }],
]);

/** Everything on the list: for the W3C's credentials at large. */
export const allAlgorithms: ReadonlySet<SignatureAlgorithm> = new Set(signatureAlgorithms.keys());

/** What a KlusCV, its wallets, requests, lists and reports are signed with: two, and no others. */
export const kluscvAlgorithms: ReadonlySet<SignatureAlgorithm> = new Set<SignatureAlgorithm>([
  'ES256',
  'EdDSA',
]);

/** Every signature of `kluscvAlgorithms` has this many bytes. */
export const signatureLength = 64;

/** True for a name on the allow-list. */
export const isSignatureAlgorithm = (name: unknown): name is SignatureAlgorithm =>
  [...signatureAlgorithms.keys()].some((algorithm) => algorithm === name);

const algorithmByCurve = { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512', Ed25519: 'EdDSA' } as const;

/** The one algorithm that a key may be used with. */
export const algorithmOf = (key: PublicJwk): SignatureAlgorithm => algorithmByCurve[key.crv];

/** Bytes of a signature by this algorithm. */
export const signatureLengthOf = (algorithm: SignatureAlgorithm): number =>
  signatureAlgorithms.get(algorithm)?.signatureLength ?? 0;
