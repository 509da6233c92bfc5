/** `DELETE /api/v1/workers/{workerId}`: forgets the person. What was issued stays checkable: the lists hold nobody. */
import type { RequestHandler } from 'express';
import type { IssuerDeps } from '../deps.ts';
import { hashErasedWorker } from '../erasure.ts';

export function eraseWorker({ store, hashKey }: IssuerDeps): RequestHandler<{ workerId: string }> {
  return async (req, res) => {
    const { workerId } = req.params;
    await store.credentials.eraseIssued(workerId);
    await store.workers.eraseWorker(workerId, hashErasedWorker(hashKey, workerId));
    res.status(204).end();
  };
}
