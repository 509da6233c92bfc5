/** `POST /api/v1/workers/{workerId}/offers`: what the platform's own site calls when the worker presses the button. */
import type { RequestHandler } from 'express';
import { parseInput } from '../../server/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { OfferOrder, offerToWorker } from '../offer/offer-to-worker.ts';
import { nobodyThere } from './nobody-there.ts';
import { actorOf } from './require-scope.ts';

export function orderOffer(deps: IssuerDeps): RequestHandler<{ workerId: string }> {
  return async (req, res) => {
    const order = parseInput(OfferOrder.optional(), req.body) ?? {};
    const offer = await offerToWorker(deps, { workerId: req.params.workerId, order, actor: actorOf(res) });
    if (!offer) throw nobodyThere();
    res.status(201).set('Cache-Control', 'no-store').json(offer);
  };
}
