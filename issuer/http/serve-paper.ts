/** `GET /api/v1/workers/{workerId}/cv.pdf?language=nl&include=name,rating`: the record on paper. */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { parseInput } from '../../server/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { loadSignable } from '../issue/issue-credential.ts';
import { issuePaper } from '../issue/issue-paper.ts';
import { Include } from '../offer/order-offer.ts';
import { nobodyThere } from './nobody-there.ts';
import { actorOf } from './require-scope.ts';
import { sendPdf } from './send-pdf.ts';

export const PaperQuery = z.object({
  language: z.enum(['nl', 'en']).default('nl'),
  /** Claim names with commas between. */
  include: z.string().max(1_000).optional(),
});

export function servePaper(deps: IssuerDeps): RequestHandler<{ workerId: string }> {
  return async (req, res) => {
    const { language, include: names } = parseInput(PaperQuery, req.query);
    const include = parseInput(Include, names?.split(','));
    const { workerId } = req.params;
    const signable = await loadSignable(deps, workerId, include);
    if (!signable) throw nobodyThere();
    const { pdf, credentialId } = await issuePaper(deps, { signable, language, actor: actorOf(res) });
    sendPdf(res, pdf, credentialId);
  };
}
