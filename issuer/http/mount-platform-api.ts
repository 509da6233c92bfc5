/** What the platform's own systems call, each with an API key of the right scope. */
import { type RequestHandler, Router } from 'express';
import { noStore } from '../../server/index.ts';
import type { Scope } from '../access/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { acceptGigs, acceptImport } from './accept-gigs.ts';
import { acceptObjection } from './accept-objection.ts';
import { acceptWorker } from './accept-worker.ts';
import { changeStatus } from './change-status.ts';
import { acceptErasure, serveReceipt } from './erase-worker.ts';
import { issueDirectly } from './issue-directly.ts';
import { orderApiKey, serveApiKeys, withdrawApiKey } from './manage-api-keys.ts';
import { apiVersion } from './open-api.ts';
import { orderOffer } from './order-offer.ts';
import { parseJsonBody } from './parse-json-body.ts';
import { checkAudit, serveAudit } from './serve-audit.ts';
import { acceptReissue, serveCorrected } from './serve-corrected.ts';
import { acceptCorrectionAnswer, serveCorrections } from './serve-corrections.ts';
import { serveIssued } from './serve-issued.ts';
import { servePaper } from './serve-paper.ts';
import { serveWorkRecord } from './serve-work-record.ts';
import { serveWorkers } from './serve-workers.ts';

export function mountPlatformApi(deps: IssuerDeps, may: (scope: Scope) => RequestHandler): Router {
  const router = Router();
  const json = parseJsonBody('64kb');
  router.use((_req, res, next) => {
    res.set('API-Version', apiVersion);
    next();
  }, noStore);
  router.post('/gigs', may('ingest'), acceptGigs(deps));
  router.post('/imports/:mapping', may('ingest'), acceptImport(deps));
  router.get('/workers', may('read'), serveWorkers(deps));
  router.put('/workers/:workerId', may('ingest'), json, acceptWorker(deps));
  router.delete('/workers/:workerId', may('admin'), acceptErasure(deps));
  router.get('/erasures/:receiptId', may('admin'), serveReceipt(deps));
  router.delete('/gigs/:gigId/review', may('ingest'), acceptObjection(deps));
  router.get('/workers/:workerId/record', may('read'), serveWorkRecord(deps));
  router.get('/workers/:workerId/credentials', may('read'), serveIssued(deps));
  router.post('/workers/:workerId/offers', may('offer'), json, orderOffer(deps));
  router.post('/workers/:workerId/credentials', may('issue'), json, issueDirectly(deps));
  router.get('/workers/:workerId/cv.pdf', may('issue'), servePaper(deps));
  router.post('/credentials/:credentialId/status', may('revoke'), json, changeStatus(deps));
  router.post('/credentials/:credentialId/reissue', may('revoke'), json, acceptReissue(deps));
  router.get('/corrected-credentials', may('read'), serveCorrected(deps));
  router.get('/corrections', may('read'), serveCorrections(deps));
  router.post('/corrections/:correctionId/answer', may('ingest'), json, acceptCorrectionAnswer(deps));
  router.post('/api-keys', may('admin'), json, orderApiKey(deps));
  router.get('/api-keys', may('admin'), serveApiKeys(deps));
  router.delete('/api-keys/:keyId', may('admin'), withdrawApiKey(deps));
  router.get('/audit', may('admin'), serveAudit(deps));
  router.get('/audit/check', may('admin'), checkAudit(deps));
  return router;
}
