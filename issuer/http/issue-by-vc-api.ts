/**
 * `POST /credentials/issue` and `POST /credentials/status`: the W3C CCG's VC-API for the platform's own systems. Signed
 * is only what the stored work record says of the worker that `options.workerId` names.
 */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { KlusCVError } from '../../core/errors.ts';
import { parseInput } from '../../server/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { signEqual } from '../issue/sign-equal.ts';
import { Include } from '../offer/order-offer.ts';
import { changeCredentialStatus } from '../status/change-credential-status.ts';
import { nobodyThere } from './nobody-there.ts';
import { actorOf } from './require-scope.ts';

const texts = z.array(z.string().max(500)).min(1).max(10);

export const VcApiIssueOrder = z.strictObject({
  credential: z
    .strictObject({
      '@context': texts,
      type: texts,
      issuer: z.union([z.string(), z.strictObject({ id: z.string() })]),
      credentialSubject: z.record(z.string(), z.unknown()),
    })
    .describe("Dates, status and proof are the issuer's to add, and refused here."),
  options: z.strictObject({
    workerId: z.string().min(1).max(200).describe('Whose work record the subject must equal.'),
    include: Include.optional().describe('The choice of claims, where only some reviews were chosen.'),
  }),
});

export const VcApiStatusOrder = z.strictObject({
  credentialId: z.string().min(1).max(200).describe('As the header KlusCV-Credential-Id named it.'),
  credentialStatus: z.strictObject({
    type: z.literal('BitstringStatusListEntry'),
    statusPurpose: z.enum(['revocation', 'suspension']),
  }),
  status: z.boolean().default(true).describe('false lifts a suspension.'),
});

/** 201 `{verifiableCredential}`; its id for a later change of status is in a header, since it has none of its own. */
export function issueByVcApi(deps: IssuerDeps): RequestHandler {
  return async (req, res) => {
    const { credential, options } = parseInput(VcApiIssueOrder, req.body);
    const { workerId, include } = options;
    const issuer = typeof credential.issuer === 'string' ? credential.issuer : credential.issuer.id;
    const issued = await signEqual(deps, {
      credential: { ...credential, issuer },
      workerId,
      include,
      actor: actorOf(res),
    });
    if (!issued) throw nobodyThere();
    res
      .status(201)
      .set('KlusCV-Credential-Id', issued.credentialId)
      .json({ verifiableCredential: issued.credential });
  };
}

/** 200 when the status is as was asked. */
export function changeStatusByVcApi(deps: IssuerDeps): RequestHandler {
  return async (req, res) => {
    const { credentialId, credentialStatus, status } = parseInput(VcApiStatusOrder, req.body);
    const isRevocation = credentialStatus.statusPurpose === 'revocation';
    if (isRevocation && !status)
      throw new KlusCVError('conflict', 'Withdrawing is final.', { remedy: 'Issue a new credential.' });
    const wanted = !status ? 'active' : isRevocation ? 'revoked' : 'suspended';
    await changeCredentialStatus(deps, { credentialId, status: wanted, actor: actorOf(res) });
    res.json({ credentialId, credentialStatus, status });
  };
}
