/** Public keys as JSON Web Keys (RFC 7517, 8037): the one form in which keys travel through this project. */
import { z } from 'zod';

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const PublicJwk = z.union([
  z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate }),
  z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: coordinate }),
]);
/** Exactly the members that make the key; everything else (kid, alg, use, and above all d) is dropped. */
export type PublicJwk = z.infer<typeof PublicJwk>;
