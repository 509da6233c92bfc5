/** `POST /claim/api/pdf` `{include, language?, madeFor?, ownWords?, questionnaire?}`: what the worker chose, on paper, as a copy of its own. */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { parseInput } from '../../server/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { loadSignable } from '../issue/issue-credential.ts';
import { issuePaper } from '../issue/issue-paper.ts';
import { Include } from '../offer/order-offer.ts';
import { loadClaimSession } from './claim-cookie.ts';
import { nobodyThere } from './nobody-there.ts';
import { plainText } from './plain-text.ts';
import { sendPdf } from './send-pdf.ts';

const Body = z.strictObject({
  include: Include.optional(),
  language: z.enum(['nl', 'en']).default('nl'),
  madeFor: plainText(60).optional().describe('For whom this copy is; one line.'),
  ownWords: z
    .strictObject({
      education: plainText(500, 'lines').exactOptional(),
      earlierJobs: plainText(500, 'lines').exactOptional(),
      explanation: plainText(1_000, 'lines').exactOptional(),
      language: z
        .string()
        .regex(/^[a-z]{2,3}$/)
        .exactOptional()
        .describe('In which they are written.'),
    })
    .optional()
    .describe('What the worker adds; printed apart, as not checked, and not kept.'),
  questionnaire: z
    .boolean()
    .default(false)
    .describe("Whether the worker wants the invitation to the platform's questionnaire."),
});

export function claimPaper(deps: IssuerDeps): RequestHandler {
  return async (req, res) => {
    const { workerId, ...session } = await loadClaimSession(req, deps);
    const { include = session.include, ...order } = parseInput(Body, req.body);
    const signable = await loadSignable(deps, workerId, include);
    if (!signable) throw nobodyThere();
    const { pdf, credentialId } = await issuePaper(deps, { signable, ...order, actor: 'worker' });
    sendPdf(res, pdf, credentialId);
  };
}
