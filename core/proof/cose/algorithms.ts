/** COSE's numbers for the algorithms of the allow-list (RFC 9053 section 2, IANA). */
import type { SignatureAlgorithm } from '../../ports.ts';

const numbers: ReadonlyMap<SignatureAlgorithm, number> = new Map<SignatureAlgorithm, number>([
  ['ES256', -7],
  ['ES384', -35],
  ['ES512', -36],
  ['EdDSA', -8],
]);

export const coseAlgorithmOf = (algorithm: SignatureAlgorithm): number => numbers.get(algorithm) ?? 0;

/** The algorithm behind a number; undefined for one that is not on the allow-list. */
export const algorithmFromCose = (value: unknown): SignatureAlgorithm | undefined =>
  [...numbers].find(([, number]) => number === value)?.[0];
