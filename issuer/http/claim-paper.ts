/** `POST /claim/api/pdf` `{include, language?}`: what the worker chose, on paper. */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { parseInput } from '../../server/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { loadClaims } from '../issue/issue-credential.ts';
import { issuePaper } from '../issue/issue-paper.ts';
import { Include } from '../offer/order-offer.ts';
import { loadClaimSession } from './claim-cookie.ts';
import { nobodyThere } from './nobody-there.ts';
import { sendPdf } from './send-pdf.ts';

const Body = z.strictObject({ include: Include.optional(), language: z.enum(['nl', 'en']).default('nl') });

export function claimPaper(deps: IssuerDeps): RequestHandler {
  return async (req, res) => {
    const { workerId, ...session } = await loadClaimSession(req, deps);
    const { include = session.include, language } = parseInput(Body, req.body);
    const claims = await loadClaims(deps, workerId, include);
    if (!claims) throw nobodyThere();
    const { pdf } = await issuePaper(deps, { workerId, claims, language, actor: 'worker' });
    sendPdf(res, pdf);
  };
}
