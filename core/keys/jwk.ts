/** Public keys as JSON Web Keys (RFC 7517, 8037): the one form in which keys travel through this project. */
import { z } from 'zod';
import { fromBase64Url } from '../bytes.ts';
import { isOnCurve } from './p256-point.ts';

/** Thirty-two bytes in the one way to write them, so that the same key is the same text. */
const coordinate = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .refine((text) => fromBase64Url(text) !== undefined);

/** RFC 7518 section 6.2.2: whoever takes a key from outside looks whether it is a point of the curve. */
const isPoint = ({ x, y }: { readonly x: string; readonly y: string }): boolean => {
  const [xBytes, yBytes] = [fromBase64Url(x), fromBase64Url(y)];
  return xBytes !== undefined && yBytes !== undefined && isOnCurve({ x: xBytes, y: yBytes });
};

export const PublicJwk = z.union([
  z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate }).refine(isPoint),
  z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: coordinate }),
]);
/** Exactly the members that make the key; everything else (kid, alg, use, and above all d) is dropped. */
export type PublicJwk = z.infer<typeof PublicJwk>;
