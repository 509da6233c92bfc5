/** A public key from outside: a JWK of a wallet, a DID document or a `cnf` claim. */
import { PublicJwk } from './jwk.ts';
import { PrivateJwk } from './private-jwk.ts';

/**
 * The public key in an unknown value, or undefined when it is none that we know.
 * A JWK with private or symmetric members is refused, not trimmed: who sends one has a leak to hear of (RFC 7517 section 9.2).
 */
export const parsePublicJwk = (value: unknown): PublicJwk | undefined => {
  if (typeof value !== 'object' || value === null || 'd' in value || 'k' in value) return undefined;
  const parsed = PublicJwk.safeParse(value);
  return parsed.success ? parsed.data : undefined;
};

/** The private key in an unknown value, or undefined. */
export const parsePrivateJwk = (value: unknown): PrivateJwk | undefined => {
  const parsed = PrivateJwk.safeParse(value);
  return parsed.success ? parsed.data : undefined;
};

/** True when both are the same key, whatever the order of their members. */
export const samePublicJwk = (one: PublicJwk, other: PublicJwk): boolean => {
  if (one.kty === 'EC')
    return other.kty === 'EC' && one.crv === other.crv && one.x === other.x && one.y === other.y;
  return other.kty === 'OKP' && one.x === other.x;
};
