/** The DIDs under which an issuer's credentials may stand, and their keys. */
import { didWebFrom, findVerificationMethod, publicJwkOf, resolveDid } from '../../core/did/index.ts';
import type { PublicJwk } from '../../core/keys/jwk.ts';
import { platformByUrl } from '../../core/trust/index.ts';
import type { FlowPorts } from './flow-ports.ts';

/** A DID that the scheme's list gives this issuer; for an issuer that is not listed, the one that its own address makes. */
export function speaksFor(did: string, issuerUrl: string, ports: FlowPorts): boolean {
  const platform = ports.trust === null ? undefined : platformByUrl(ports.trust, issuerUrl);
  if (platform === undefined) return did === didWebFrom(issuerUrl);
  return platform.did === did || platform.otherDids.includes(did);
}

/** The key that `method` (a DID URL) names, when it is one of this DID for credentials. */
export async function findIssuerKey(
  did: string,
  method: string,
  ports: FlowPorts,
): Promise<PublicJwk | undefined> {
  if (method.split('#')[0] !== did) return undefined;
  const { didDocument } = await resolveDid(did, ports);
  if (didDocument === null) return undefined;
  const found = findVerificationMethod(didDocument, method, 'assertionMethod');
  return found === undefined ? undefined : publicJwkOf(found);
}
