/** `GET /api/v1/workers/{workerId}/record`: the work record, the same that gets signed, and the reviews to choose from. */
import type { RequestHandler } from 'express';
import { loadWorkRecord } from '../aggregate/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { nobodyThere } from './nobody-there.ts';

export function serveWorkRecord({ store }: IssuerDeps): RequestHandler<{ workerId: string }> {
  return async (req, res) => {
    const found = await loadWorkRecord(store, req.params.workerId);
    if (!found) throw nobodyThere();
    const { worker, record, reviews } = found;
    res.set('Cache-Control', 'no-store').json({ ...worker, record, reviews });
  };
}
