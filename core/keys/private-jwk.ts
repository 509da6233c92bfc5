/** Private keys as JSON Web Keys (RFC 7517, 7518, 8037). They leave the vault only to become a `Signer`. */
import { z } from 'zod';
import type { PublicJwk } from './jwk.ts';

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const coordinate384 = z.string().regex(/^[A-Za-z0-9_-]{64}$/);
const coordinate521 = z.string().regex(/^[A-Za-z0-9_-]{88}$/);

const ecKey = <Crv extends string>(crv: Crv, part: typeof coordinate) =>
  z.object({ kty: z.literal('EC'), crv: z.literal(crv), x: part, y: part, d: part });

export const PrivateJwk = z.union([
  ecKey('P-256', coordinate),
  z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: coordinate, d: coordinate }),
  ecKey('P-384', coordinate384),
  ecKey('P-521', coordinate521),
]);
export type PrivateJwk = z.infer<typeof PrivateJwk>;

/** The public half of a private key, and no other member. */
export const publicJwkFrom = (key: PrivateJwk): PublicJwk =>
  key.kty === 'EC'
    ? { kty: key.kty, crv: key.crv, x: key.x, y: key.y }
    : { kty: key.kty, crv: key.crv, x: key.x };
