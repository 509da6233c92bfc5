/** A received W3C credential: proof, issuer, type, holder, time (VCDM 2.0; VC Data Integrity 1.0, section 4.4). */
import { z } from 'zod';
import {
  type AcceptedCryptosuites,
  kluscvCryptosuites,
  verifyDataIntegrity,
} from '../../core/proof/index.ts';
import { ok, type Result } from '../../core/result.ts';
import type { HeldBasis } from './check-received.ts';
import type { FlowPorts } from './flow-ports.ts';
import { type FlowProblem, problem } from './flow-problem.ts';
import type { HeldCredential } from './held-credential.ts';
import { findIssuerKey, speaksFor } from './issuer-did.ts';
import { readClaims } from './read-claims.ts';
import { examineSelective, isSelective } from './selective-document.ts';

const moment = z.iso.datetime({ offset: true });

const Document = z.object({
  type: z.array(z.string()),
  issuer: z.union([z.string(), z.object({ id: z.string() })]),
  validFrom: moment.optional(),
  validUntil: moment.optional(),
  credentialSubject: z.looseObject({ id: z.string() }),
});

const acceptedSuites: AcceptedCryptosuites = new Map([
  ...kluscvCryptosuites,
  ['ecdsa-sd-2023', new Set(['ES256'] as const)],
]);

const wrong = (detail: string) => problem('credential_not_right', detail);

/** Checks a W3C credential against the offer that it came by and the DID that it was asked for. */
export async function checkReceivedDocument(
  input: {
    readonly document: Record<string, unknown>;
    readonly types: readonly string[];
    readonly holderDid: string;
    readonly basis: HeldBasis;
  },
  ports: FlowPorts,
): Promise<Result<HeldCredential, FlowProblem>> {
  const { document, basis, holderDid } = input;
  const parsed = Document.safeParse(document);
  if (!parsed.success) return wrong('The document is not a W3C credential.');
  const { type, issuer, validFrom, validUntil, credentialSubject } = parsed.data;
  if (!input.types.every((name) => type.includes(name))) return wrong('The credential is of another type.');
  const issuerDid = typeof issuer === 'string' ? issuer : issuer.id;
  if (!speaksFor(issuerDid, basis.issuerUrl, ports)) {
    return wrong('The credential is of another issuer than the offer.');
  }
  if (credentialSubject.id !== holderDid) return wrong('The credential is bound to another key.');
  if (validUntil !== undefined && Date.parse(validUntil) <= ports.now().getTime()) {
    return wrong('The credential has expired already.');
  }
  const examined = isSelective(document) ? await examineSelective(document, ports) : undefined;
  if (examined?.ok === false) return wrong(examined.error.message);
  const verified = await verifyDataIntegrity(
    {
      // A base proof is verified by what can be derived from it: all of it.
      document: examined?.value.whole ?? document,
      expectedPurpose: 'assertionMethod',
      keyFor: (method) => findIssuerKey(issuerDid, method, ports),
      now: ports.now(),
      accepted: acceptedSuites,
    },
    { crypto: ports.crypto, loadDocument: ports.loadDocument },
  );
  if (!verified.ok) return wrong(verified.error.message);
  const claims = readClaims(credentialSubject);
  if (claims === undefined) return wrong('The claims are not those of a KlusCV.');
  const toMoment = (text: string | undefined) => (text === undefined ? null : new Date(text).toISOString());
  return ok({
    ...basis,
    format: 'ldp_vc',
    document,
    holderDid,
    ...(examined === undefined ? {} : { mandatory: examined.value.mandatory }),
    claims,
    validFrom: toMoment(validFrom),
    validUntil: toMoment(validUntil),
  });
}
