/** "Fout melden" on the worker's page: what the worker reported, and what the platform answered. */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { parseInput } from '../../server/index.ts';
import { askCorrection, correctionSubjects } from '../corrections/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { loadClaimSession } from './claim-cookie.ts';
import { describeCorrection } from './describe-correction.ts';
import { plainText } from './plain-text.ts';

const Body = z.strictObject({ about: z.enum(correctionSubjects), text: plainText(1_000, 'lines') });

/** `GET /claim/api/corrections`. */
export function serveOwnCorrections(deps: IssuerDeps): RequestHandler {
  return async (req, res) => {
    const { workerId } = await loadClaimSession(req, deps);
    const corrections = await deps.store.corrections.listByWorker(workerId);
    res.json({ corrections: corrections.map(describeCorrection) });
  };
}

/** `POST /claim/api/corrections` `{about, text}`. */
export function claimCorrection(deps: IssuerDeps): RequestHandler {
  return async (req, res) => {
    const { workerId } = await loadClaimSession(req, deps);
    const asked = await askCorrection(deps, { workerId, ...parseInput(Body, req.body) });
    res.status(201).json(describeCorrection(asked));
  };
}
