/** The claims of a KlusCV among everything that a credential says. */
import { claimNames, PartialClaims } from '../../core/credential/claims.ts';

/** Undefined when a claim is not in its form, or when there is not one of them: then this is no KlusCV. */
export function readClaims(source: Readonly<Record<string, unknown>>): PartialClaims | undefined {
  const entries = claimNames.flatMap((name) => (Object.hasOwn(source, name) ? [[name, source[name]]] : []));
  const claims = PartialClaims.safeParse(Object.fromEntries(entries));
  return claims.success && entries.length > 0 ? claims.data : undefined;
}
