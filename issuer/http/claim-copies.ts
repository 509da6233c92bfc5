/** "Mijn kopieën" on the worker's page: which papers there are, and turning one off. */
import type { RequestHandler } from 'express';
import { listCopies, turnOffCopy } from '../copies/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { loadClaimSession } from './claim-cookie.ts';

/** `GET /claim/api/copies`. */
export function serveCopies(deps: IssuerDeps): RequestHandler {
  return async (req, res) => {
    const { workerId } = await loadClaimSession(req, deps);
    res.json({ copies: await listCopies(deps, workerId) });
  };
}

/** `POST /claim/api/copies/{copyId}/off`: seen by whoever checks within seconds. */
export function claimCopyOff(deps: IssuerDeps): RequestHandler<{ copyId: string }> {
  return async (req, res) => {
    const { workerId } = await loadClaimSession(req, deps);
    const { copyId } = req.params;
    await turnOffCopy(deps, { copyId, workerId, actor: 'worker' });
    res.json({ copyId, status: 'off' });
  };
}
