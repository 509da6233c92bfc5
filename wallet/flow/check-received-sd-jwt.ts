/** A received SD-JWT VC: signature, issuer, type, key, time (SD-JWT VC draft 19, section 2.4; HAIP 1.0, section 6.1). */
import { z } from 'zod';
import { type Leaf, parseLeaf, verifyCertificateChain } from '../../core/keys/certificates.ts';
import { samePublicJwk } from '../../core/keys/index.ts';
import { PublicJwk } from '../../core/keys/jwk.ts';
import { parseSdJwt, verifySdJwt } from '../../core/proof/index.ts';
import { ok, type Result } from '../../core/result.ts';
import { platformByUrl } from '../../core/trust/index.ts';
import type { HeldBasis } from './check-received.ts';
import type { FlowPorts, HolderKey } from './flow-ports.ts';
import { type FlowProblem, problem } from './flow-problem.ts';
import type { HeldCredential } from './held-credential.ts';
import { readClaims } from './read-claims.ts';

const Payload = z.object({
  iss: z.string(),
  vct: z.string(),
  cnf: z.object({ jwk: PublicJwk }),
  iat: z.number().optional(),
  nbf: z.number().optional(),
  exp: z.number().optional(),
});

const wrong = (detail: string) => problem('credential_not_right', detail);

/** Checks a compact SD-JWT against the offer that it came by and the key that it was asked for. */
export async function checkReceivedSdJwt(
  input: {
    readonly compact: string;
    readonly vct: string;
    readonly basis: HeldBasis;
    readonly key: HolderKey;
  },
  ports: FlowPorts,
): Promise<Result<HeldCredential, FlowProblem>> {
  const { compact, basis, key } = input;
  const leaf = await findIssuerLeaf(compact, basis.issuerUrl, ports);
  if (!leaf.ok) return leaf;
  const verified = await verifySdJwt(compact, leaf.value.publicJwk, ports.crypto);
  if (!verified.ok) return wrong(verified.error.message);
  const payload = Payload.safeParse(verified.value.payload);
  if (!payload.success) return wrong('A claim that every credential must have is not there.');
  const { iss, vct, cnf, iat, nbf, exp } = payload.data;
  if (iss !== basis.issuerUrl) return wrong('The credential is of another issuer than the offer.');
  if (vct !== input.vct) return wrong('The credential is of another type than the offer.');
  if (!samePublicJwk(cnf.jwk, key.signer.publicJwk)) return wrong('The credential is bound to another key.');
  if (exp !== undefined && exp * 1000 <= ports.now().getTime())
    return wrong('The credential has expired already.');
  const claims = readClaims(verified.value.payload);
  if (claims === undefined) return wrong('The claims are not those of a KlusCV.');
  return ok({
    ...basis,
    format: 'dc+sd-jwt',
    compact,
    vct,
    claims,
    validFrom: toMoment(nbf ?? iat),
    validUntil: toMoment(exp),
  });
}

/** The certificate that signed, if it may speak for the issuer: its host by name, and for a listed platform its own chain. */
async function findIssuerLeaf(
  compact: string,
  issuerUrl: string,
  ports: FlowPorts,
): Promise<Result<Leaf, FlowProblem>> {
  const parsed = parseSdJwt(compact);
  if (!parsed.ok) return wrong(parsed.error.message);
  if (parsed.value.keyBindingJwt !== undefined)
    return wrong('The credential was presented to somebody before.');
  const x5c = z.array(z.string()).min(1).max(5).safeParse(parsed.value.header.x5c);
  if (!x5c.success) return wrong('The credential has no certificate.');
  const platform = ports.trust === null ? undefined : platformByUrl(ports.trust, issuerUrl);
  const chain =
    platform === undefined
      ? undefined
      : await verifyCertificateChain({
          x5c: x5c.data,
          anchors: platform.certificateAnchors,
          now: ports.now(),
        });
  if (chain?.ok === false) return wrong(chain.error.message);
  const leaf = chain?.value.leaf ?? (await parseLeaf(x5c.data));
  if (leaf === undefined) return wrong('The certificate cannot be read.');
  if (!leaf.dnsNames.includes(new URL(issuerUrl).hostname) && !leaf.uris.includes(issuerUrl)) {
    return wrong('The certificate is for another host than the issuer’s.');
  }
  return ok(leaf);
}

const toMoment = (seconds: number | undefined): string | null =>
  seconds === undefined || Math.abs(seconds) > 8.64e12 ? null : new Date(seconds * 1000).toISOString();
