/** The worker's page and the calls that it makes. */
import { type RequestHandler, Router } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import { noStore, parseJsonBody } from '../../server/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { claimCopyOff, serveCopies } from './claim-copies.ts';
import { claimCorrection, serveOwnCorrections } from './claim-corrections.ts';
import { claimOffer } from './claim-offer.ts';
import { claimPaper } from './claim-paper.ts';
import { openClaim, serveClaim } from './open-claim.ts';
import { serveClaimPage } from './serve-claim-page.ts';

export function mountClaim(deps: IssuerDeps, limited: RequestHandler): Router {
  const router = Router();
  const api = Router();
  api.use(limited, noStore, refuseOtherSites(deps.settings.url));
  api.get('/session', serveClaim(deps));
  api.post('/session', parseJsonBody('4kb'), openClaim(deps));
  api.post('/offer', parseJsonBody('64kb'), claimOffer(deps));
  api.post('/pdf', parseJsonBody('64kb'), claimPaper(deps));
  api.get('/copies', serveCopies(deps));
  api.post('/copies/:copyId/off', parseJsonBody('4kb'), claimCopyOff(deps));
  api.get('/corrections', serveOwnCorrections(deps));
  api.post('/corrections', parseJsonBody('16kb'), claimCorrection(deps));
  router.use('/api', api);
  router.use(serveClaimPage(deps.settings.pageFolder));
  return router;
}

/** Another site may not use the session of a worker who has this page open. */
function refuseOtherSites(url: string): RequestHandler {
  const { origin } = new URL(url);
  return (req, _res, next) => {
    const from = req.get('origin');
    if (from !== undefined && from !== origin)
      throw new KlusCVError('forbidden', 'Only for the page of this site.');
    next();
  };
}
