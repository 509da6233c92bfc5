/** Public keys of BLS12-381 in G2, for bbs-2023 alone: no KlusCV, no JWS and no wallet here has one. */
import { z } from 'zod';
import { fromBase64Url } from '../bytes.ts';
import type { PublicJwk } from './jwk.ts';

/** Bytes of a compressed point of G2. */
export const blsKeyLength = 96;

export const BlsPublicKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Bls12381G2'),
  x: z
    .string()
    .length(128)
    .refine((text) => fromBase64Url(text) !== undefined),
});
/** In the form of a JWK (draft-ietf-cose-bls-key-representations), the compressed point in `x`. */
export type BlsPublicKey = z.infer<typeof BlsPublicKey>;

/** Any key that some proof can be verified with. */
export type VerificationKey = PublicJwk | BlsPublicKey;

/** True for a key of bbs-2023. */
export const isBlsPublicKey = (key: VerificationKey): key is BlsPublicKey => key.crv === 'Bls12381G2';

/**
 * True when the bytes are a point of the curve, in its one encoding, in the right subgroup and not the neutral element.
 * Loads the curve only when asked: it is large.
 */
export const isBlsPoint = async (bytes: Uint8Array): Promise<boolean> => {
  if (bytes.length !== blsKeyLength) return false;
  const { bls12_381 } = await import('@noble/curves/bls12-381.js');
  try {
    // The library looks at curve, subgroup and encoding, and lets the neutral element pass, under which everything holds.
    return !bls12_381.G2.Point.fromBytes(bytes).is0();
  } catch {
    return false;
  }
};
