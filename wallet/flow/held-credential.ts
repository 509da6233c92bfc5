/** A credential as the wallet holds it: what the issuer sent, whose it is, and which key it is bound to. */
import { z } from 'zod';
import { claimNames, PartialClaims } from '../../core/credential/claims.ts';

const shared = {
  id: z.string(),
  /** Credentials of one offer say the same in several formats: the worker sees them as one. */
  bundleId: z.string(),
  keyId: z.string(),
  issuerUrl: z.string(),
  /** The name on the scheme's list; null for an issuer that was not on it. */
  issuerName: z.string().nullable(),
  claims: PartialClaims,
  /** Moments, ISO 8601 in UTC. */
  validFrom: z.string().nullable(),
  validUntil: z.string().nullable(),
  receivedAt: z.string(),
};

export const HeldCredential = z.discriminatedUnion('format', [
  z.object({ format: z.literal('dc+sd-jwt'), compact: z.string(), vct: z.string(), ...shared }),
  z.object({
    format: z.literal('ldp_vc'),
    document: z.record(z.string(), z.unknown()),
    /** The DID that the credential is about, which is the DID of the holder's key. */
    holderDid: z.string(),
    /** Where parts can be shown: the claims that go along with any of them. Absent where it is shown as a whole. */
    mandatory: z.array(z.enum(claimNames)).readonly().optional(),
    ...shared,
  }),
  z.object({
    format: z.literal('jwt_vc_json'),
    compact: z.string(),
    types: z.array(z.string()),
    holderDid: z.string(),
    ...shared,
  }),
]);
export type HeldCredential = z.infer<typeof HeldCredential>;

/** The credentials by bundle, newest first: what the worker knows as one certificate of work. */
export function bundleCredentials(credentials: readonly HeldCredential[]): HeldCredential[][] {
  const bundles = new Map<string, HeldCredential[]>();
  for (const credential of credentials) {
    bundles.set(credential.bundleId, [...(bundles.get(credential.bundleId) ?? []), credential]);
  }
  const received = (bundle: HeldCredential[]) => bundle[0]?.receivedAt ?? '';
  return [...bundles.values()].toSorted((a, b) => (received(a) < received(b) ? 1 : -1));
}
