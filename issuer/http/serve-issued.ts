/** `GET /api/v1/workers/{workerId}/credentials`: what was issued to a worker, and how it stands with each. */
import type { RequestHandler } from 'express';
import type { IssuerDeps } from '../deps.ts';
import { describeIssued } from './describe-issued.ts';
import { nobodyThere } from './nobody-there.ts';

export function serveIssued({ store }: IssuerDeps): RequestHandler<{ workerId: string }> {
  return async (req, res) => {
    const { workerId } = req.params;
    const issued = await store.credentials.listCredentials(workerId);
    if (issued.length === 0 && !(await store.workers.loadWorker(workerId))) throw nobodyThere();
    res.set('Cache-Control', 'no-store').json({ credentials: issued.map(describeIssued) });
  };
}
