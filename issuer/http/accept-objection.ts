/** `DELETE /api/v1/gigs/{gigId}/review`: a reviewer's objection; the review goes for good. */
import type { RequestHandler } from 'express';
import type { IssuerDeps } from '../deps.ts';
import { removeReview } from '../erase/index.ts';
import { actorOf } from './require-scope.ts';

export function acceptObjection(deps: IssuerDeps): RequestHandler<{ gigId: string }> {
  return async (req, res) => {
    res.json(await removeReview(deps, { gigId: req.params.gigId, actor: actorOf(res) }));
  };
}
