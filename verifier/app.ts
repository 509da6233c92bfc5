/** The verifier's routes: what it takes, from whom, and how much of it. */
import express, { type Express, type RequestHandler } from 'express';
import {
  allowCors,
  createApiRules,
  createServer,
  noStore,
  parseJsonBody,
  serveDocs,
} from '../server/index.ts';
import { readBody } from '../server/read-body.ts';
import type { VerifierDeps } from './deps.ts';
import { answerDigital } from './http/answer-digital-request.ts';
import { checkFileReport } from './http/check-file-report.ts';
import { createAnswerReport } from './http/create-answer-report.ts';
import { createBatch } from './http/create-batch.ts';
import { createCheck } from './http/create-check.ts';
import { createDigitalRequest } from './http/create-digital-request.ts';
import { createFileReport } from './http/create-file-report.ts';
import { createRequest } from './http/create-request.ts';
import { limitCalls } from './http/limit-calls.ts';
import { orderApiKey, serveApiKeys, withdrawApiKey } from './http/manage-api-keys.ts';
import { openApi } from './http/open-api.ts';
import { receiveResponse } from './http/receive-response.ts';
import { releaseRequest } from './http/release-request.ts';
import { requireScope } from './http/require-key.ts';
import { loadButton, serveButton } from './http/serve-button.ts';
import { serveButtonDocs } from './http/serve-button-docs.ts';
import { serveCounts } from './http/serve-counts.ts';
import { serveDid } from './http/serve-did.ts';
import { serveDocument } from './http/serve-documents.ts';
import { createOwnKnownLists, serveDidDocument, serveStatusList, serveTrusted } from './http/serve-lists.ts';
import { mountPages } from './http/serve-pages.ts';
import {
  eraseKeptReport,
  eraseKeptReports,
  listKeptReports,
  searchKeptReports,
  showKeptReport,
} from './http/serve-register.ts';
import { serveRequestObject } from './http/serve-request-object.ts';
import { serveService } from './http/serve-service.ts';
import { serveTrustList } from './http/serve-trust-list.ts';
import { showRequest } from './http/show-request.ts';
import {
  createReceivedRecord,
  dropReceivedRecord,
  listReceivedRecords,
  showReceivedRecord,
} from './http/take-over-records.ts';
import { verifyCredentialByVcApi, verifyPresentationByVcApi } from './http/verify-by-vc-api.ts';

/** Most that is taken: a wallet's answer, a small question. */
const limits = { answer: '1mb', question: '16kb' } as const;
/** A PDF with its attachment, or a photo of one: ten megabytes. */
const handedIn = readBody(10);

const form = (limit: string): RequestHandler =>
  express.urlencoded({ extended: false, limit, parameterLimit: 50 });

/** The express app of a verifier; it holds no state of its own beside the rate limit and which lists it handed out. */
export function createVerifierApp(deps: VerifierDeps): Express {
  return createServer({
    log: deps.log,
    metrics: deps.metrics,
    trustedProxies: deps.trustedProxies,
    ready: {
      store: async () => (await deps.requests.loadRequest('')) === undefined,
      trustList: async () => (await deps.trustList.load()).state === 'current',
    },
    mount: (app) => {
      const limited = limitCalls(deps);
      const description = openApi(deps.url);
      app.use('/api/v1', createApiRules(description), noStore);
      // Checking knows no cookie and keeps nothing: any page may offer it. It comes first, as it is asked most.
      app.route('/api/v1/checks').all(allowCors).post(limited, handedIn, createCheck(deps));
      app.post('/api/v1/requests', limited, parseJsonBody(limits.question), createRequest(deps));
      app.get('/api/v1/requests/:id', showRequest(deps));
      app.post(
        '/api/v1/requests/:id/response-code',
        limited,
        parseJsonBody(limits.question),
        releaseRequest(deps),
      );
      app.post('/api/v1/requests/:id/signed-report', limited, handedIn, createAnswerReport(deps));
      app.post(
        '/api/v1/digital-credential-requests',
        limited,
        parseJsonBody(limits.question),
        createDigitalRequest(deps),
      );
      app.post(
        '/api/v1/requests/:id/digital-credential',
        limited,
        parseJsonBody(limits.answer),
        answerDigital(deps),
      );
      // The same for whoever checks on their own device, with lists that are the same for everybody.
      const knownLists = deps.knownLists ?? createOwnKnownLists();
      app.use('/api/v1/lists', allowCors);
      app.get('/api/v1/lists/trust-list', limited, serveTrusted(deps, knownLists));
      app.get('/api/v1/lists/did-documents', limited, serveDidDocument(deps));
      app.get('/api/v1/lists/status-lists', limited, serveStatusList(deps, knownLists));
      app.post('/api/v1/checks/batch', limited, requireScope('check', deps), createBatch(deps));
      const importing = [limited, requireScope('import', deps)];
      app
        .route('/api/v1/received-records')
        .all(importing)
        .get(listReceivedRecords(deps))
        .post(handedIn, createReceivedRecord(deps));
      app
        .route('/api/v1/received-records/:id')
        .all(importing)
        .get(showReceivedRecord(deps))
        .delete(dropReceivedRecord(deps));
      app.get('/api/v1/counts', limited, requireScope('read', deps), serveCounts(deps));
      const registering = [limited, requireScope('register', deps)];
      app.get('/api/v1/kept-reports', registering, listKeptReports(deps));
      app.post(
        '/api/v1/kept-reports/searches',
        registering,
        parseJsonBody(limits.question),
        searchKeptReports(deps),
      );
      app.post(
        '/api/v1/kept-reports/erasures',
        registering,
        parseJsonBody(limits.question),
        eraseKeptReports(deps),
      );
      app
        .route('/api/v1/kept-reports/:reference')
        .all(registering)
        .get(showKeptReport(deps))
        .delete(eraseKeptReport(deps));
      app.route('/api/v1/service').all(allowCors).get(serveService(deps));
      const administering = [limited, requireScope('admin', deps)];
      app
        .route('/api/v1/api-keys')
        .all(administering)
        .get(serveApiKeys(deps))
        .post(parseJsonBody(limits.question), orderApiKey(deps));
      app.delete('/api/v1/api-keys/:id', administering, withdrawApiKey(deps));
      app.route('/api/v1/signed-reports').all(allowCors).post(limited, handedIn, createFileReport(deps));
      app
        .route('/api/v1/signed-reports/checks')
        .all(allowCors)
        .post(limited, handedIn, checkFileReport(deps));
      app
        .route('/credentials/verify')
        .all(allowCors, noStore)
        .post(limited, parseJsonBody(limits.answer), verifyCredentialByVcApi(deps));
      app
        .route('/presentations/verify')
        .all(allowCors, noStore)
        .post(limited, parseJsonBody(limits.answer), verifyPresentationByVcApi(deps));

      const requestObject = serveRequestObject(deps);
      app
        .route('/request/:id')
        .all(allowCors, noStore)
        .get(requestObject)
        .post(limited, form(limits.answer), requestObject);
      app
        .route('/response/:id')
        .all(allowCors, noStore)
        .post(limited, form(limits.answer), receiveResponse(deps));
      app.route('/trust-list.jwt').all(allowCors).get(serveTrustList(deps));
      app.route(['/.well-known/did.json', '/did.json']).all(allowCors).get(serveDid(deps));
      app.route('/contexts/*path').all(allowCors).get(serveDocument);
      app
        .route(['/openapi.json', '/api/v1/openapi.json'])
        .all(allowCors)
        .get((_req, res) => {
          res.json(description);
        });
      const button = loadButton(deps.buttonFile ?? '');
      app.route(['/kluscv-button.js', '/kluscv-button-:hash.js']).all(allowCors).get(serveButton(button));
      app.get('/docs/button', serveButtonDocs(button, deps.url));
      app.use(
        '/docs',
        serveDocs(
          description,
          button === undefined ? [] : [{ path: '/docs/button', text: 'A button on your own site' }],
        ),
      );
      mountPages(app, deps.pagesFolder);
    },
  });
}
