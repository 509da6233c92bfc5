/** What the platform's own systems call, each with an API key of the right scope. */
import { type RequestHandler, Router } from 'express';
import { noStore } from '../../server/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { acceptGigs, acceptImport } from './accept-gigs.ts';
import { acceptWorker } from './accept-worker.ts';
import { requireScope, type Scope } from './api-keys.ts';
import { changeStatus } from './change-status.ts';
import { eraseWorker } from './erase-worker.ts';
import { issueDirectly } from './issue-directly.ts';
import { orderOffer } from './order-offer.ts';
import { parseJsonBody } from './parse-json-body.ts';
import { serveIssued } from './serve-issued.ts';
import { servePaper } from './serve-paper.ts';
import { serveWorkRecord } from './serve-work-record.ts';
import { serveWorkers } from './serve-workers.ts';

export function mountPlatformApi(deps: IssuerDeps): Router {
  const router = Router();
  const may = (scope: Scope): RequestHandler => requireScope(deps.settings.apiKeys, scope);
  const json = parseJsonBody('64kb');
  router.use((_req, res, next) => {
    res.set('API-Version', '1.0.0');
    next();
  }, noStore);
  router.post('/gigs', may('import'), acceptGigs(deps));
  router.post('/imports/:mapping', may('import'), acceptImport(deps));
  router.get('/workers', may('read'), serveWorkers(deps));
  router.put('/workers/:workerId', may('import'), json, acceptWorker(deps));
  router.delete('/workers/:workerId', may('import'), eraseWorker(deps));
  router.get('/workers/:workerId/record', may('read'), serveWorkRecord(deps));
  router.get('/workers/:workerId/credentials', may('read'), serveIssued(deps));
  router.post('/workers/:workerId/offers', may('issue'), json, orderOffer(deps));
  router.post('/workers/:workerId/credentials', may('issue'), json, issueDirectly(deps));
  router.get('/workers/:workerId/cv.pdf', may('issue'), servePaper(deps));
  router.post('/credentials/:credentialId/status', may('status'), json, changeStatus(deps));
  return router;
}
