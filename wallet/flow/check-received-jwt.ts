/** A received W3C credential as a JWT: signature, issuer, type, holder, time (VCDM 1.1, section 6.3.1). */
import { z } from 'zod';
import { parseJws, verifyJws } from '../../core/proof/index.ts';
import { ok, type Result } from '../../core/result.ts';
import type { HeldBasis } from './check-received.ts';
import type { FlowPorts } from './flow-ports.ts';
import { type FlowProblem, problem } from './flow-problem.ts';
import type { HeldCredential } from './held-credential.ts';
import { findIssuerKey, speaksFor } from './issuer-did.ts';
import { readClaims } from './read-claims.ts';

/** The last second of the year 9999. */
const seconds = z.int().min(0).max(253_402_300_799);

const Payload = z.object({
  iss: z.string(),
  sub: z.string(),
  nbf: seconds,
  exp: seconds.optional(),
  vc: z.object({ type: z.array(z.string()), credentialSubject: z.looseObject({}) }),
});

const wrong = (detail: string) => problem('credential_not_right', detail);

/** Checks a compact JWT against the offer that it came by and the DID that it was asked for. */
export async function checkReceivedJwt(
  input: {
    readonly compact: string;
    readonly types: readonly string[];
    readonly holderDid: string;
    readonly basis: HeldBasis;
  },
  ports: FlowPorts,
): Promise<Result<HeldCredential, FlowProblem>> {
  const { compact, basis, holderDid } = input;
  const parsed = parseJws(compact);
  if (!parsed.ok) return wrong(parsed.error.message);
  const { kid } = parsed.value.header;
  if (typeof kid !== 'string') return wrong('The credential does not name its key.');
  const issuerDid = kid.split('#')[0] ?? '';
  if (!speaksFor(issuerDid, basis.issuerUrl, ports))
    return wrong('The credential is of another issuer than the offer.');
  const key = await findIssuerKey(issuerDid, kid, ports);
  if (key === undefined) return wrong('The key of the issuer cannot be found.');
  const verified = await verifyJws(compact, key, ports.crypto);
  if (!verified.ok) return wrong(verified.error.message);
  const payload = Payload.safeParse(verified.value.payload);
  if (!payload.success) return wrong('A claim that every credential must have is not there.');
  const { iss, sub, nbf, exp, vc } = payload.data;
  if (iss !== issuerDid) return wrong('The credential is signed by another than its issuer.');
  if (!input.types.every((name) => vc.type.includes(name)))
    return wrong('The credential is of another type.');
  if (sub !== holderDid) return wrong('The credential is bound to another key.');
  if (exp !== undefined && exp * 1000 <= ports.now().getTime())
    return wrong('The credential has expired already.');
  const claims = readClaims(vc.credentialSubject);
  if (claims === undefined) return wrong('The claims are not those of a KlusCV.');
  return ok({
    ...basis,
    format: 'jwt_vc_json',
    compact,
    types: vc.type,
    holderDid,
    claims,
    validFrom: new Date(nbf * 1000).toISOString(),
    validUntil: exp === undefined ? null : new Date(exp * 1000).toISOString(),
  });
}
