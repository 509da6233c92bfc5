/** The VC-API's calls, which have their place at the root of the issuer, with the platform's keys. */
import { type RequestHandler, Router } from 'express';
import { noStore, parseJsonBody } from '../../server/index.ts';
import type { Scope } from '../access/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { changeStatusByVcApi, issueByVcApi } from './issue-by-vc-api.ts';

export function mountVcApi(deps: IssuerDeps, may: (scope: Scope) => RequestHandler): Router {
  const router = Router();
  const json = parseJsonBody('256kb');
  router.post('/issue', noStore, may('issue'), json, issueByVcApi(deps));
  router.post('/status', noStore, may('revoke'), json, changeStatusByVcApi(deps));
  return router;
}
