/** Private keys as JSON Web Keys (RFC 7517, 8037). They leave the vault only to become a `Signer`. */
import { z } from 'zod';
import type { PublicJwk } from './jwk.ts';

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const PrivateJwk = z.union([
  z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate, d: coordinate }),
  z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: coordinate, d: coordinate }),
]);
export type PrivateJwk = z.infer<typeof PrivateJwk>;

/** The public half of a private key, and no other member. */
export const publicJwkFrom = (key: PrivateJwk): PublicJwk =>
  key.kty === 'EC'
    ? { kty: key.kty, crv: key.crv, x: key.x, y: key.y }
    : { kty: key.kty, crv: key.crv, x: key.x };
