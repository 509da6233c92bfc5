/** Public keys as JSON Web Keys (RFC 7517, 7518, 8037): the one form in which keys travel through this project. */
import { z } from 'zod';
import { fromBase64Url } from '../bytes.ts';
import { isEd25519Key } from './ed25519-point.ts';
import { isOnCurve, type NistCurve } from './nist-point.ts';

/** So many bytes in the one way to write them, so that the same key is the same text. */
const coordinate = (bytes: number) => {
  const letters = Math.ceil((bytes * 8) / 6);
  return z
    .string()
    .length(letters)
    .refine((text) => fromBase64Url(text)?.length === bytes);
};

/** RFC 7518 section 6.2.2: whoever takes a key from outside looks whether it is a point of the curve. */
const isPoint = ({
  crv,
  x,
  y,
}: {
  readonly crv: NistCurve;
  readonly x: string;
  readonly y: string;
}): boolean => {
  const [xBytes, yBytes] = [fromBase64Url(x), fromBase64Url(y)];
  return xBytes !== undefined && yBytes !== undefined && isOnCurve(crv, { x: xBytes, y: yBytes });
};

const isKey = ({ x }: { readonly x: string }): boolean => {
  const bytes = fromBase64Url(x);
  return bytes !== undefined && isEd25519Key(bytes);
};

const ecKey = <Crv extends NistCurve>(crv: Crv, bytes: number) =>
  z.object({ kty: z.literal('EC'), crv: z.literal(crv), x: coordinate(bytes), y: coordinate(bytes) });

export const PublicJwk = z.union([
  ecKey('P-256', 32).refine(isPoint),
  z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: coordinate(32) }).refine(isKey),
  ecKey('P-384', 48).refine(isPoint),
  ecKey('P-521', 66).refine(isPoint),
]);
/** Exactly the members that make the key; everything else (kid, alg, use, and above all d) is dropped. */
export type PublicJwk = z.infer<typeof PublicJwk>;
