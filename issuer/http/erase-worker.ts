/** `DELETE /api/v1/workers/{workerId}`: forgets the person; `GET /api/v1/erasures/{receiptId}`: the receipt of it. */
import type { RequestHandler } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import { parseInput } from '../../server/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { eraseWorker } from '../erase/index.ts';
import { WorkerId } from './accept-worker.ts';
import { actorOf } from './require-scope.ts';

/** 204, with the signed receipt and its id in the headers. */
export function acceptErasure(deps: IssuerDeps): RequestHandler<{ workerId: string }> {
  return async (req, res) => {
    const workerId = parseInput(WorkerId, req.params.workerId);
    const { receiptId, receipt } = await eraseWorker(deps, { workerId, actor: actorOf(res) });
    res.set({ 'KlusCV-Receipt-Id': receiptId, 'KlusCV-Receipt': receipt }).status(204).end();
  };
}

export function serveReceipt({ store }: IssuerDeps): RequestHandler<{ receiptId: string }> {
  return async (req, res) => {
    const receipt = await store.erasure.loadReceipt(req.params.receiptId);
    if (!receipt) throw new KlusCVError('not_found');
    res.json(receipt);
  };
}
