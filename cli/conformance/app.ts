/** The conformance server's routes: what the public W3C test suites call (VC-API). */
import type { ErrorRequestHandler, Express, RequestHandler } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import { createServer, type Log } from '../../server/index.ts';
import type { ConformanceDeps } from './deps.ts';
import { deriveCredential } from './derive-credential.ts';
import { issueCredential } from './issue-credential.ts';
import { takeBytes } from './read-body.ts';
import { verifyCredentialCall, verifyPresentationCall } from './verify-calls.ts';
import type { Policy } from './verify-secured.ts';

const policies: ReadonlyMap<string, Policy> = new Map<string, Policy>([
  ['strict', 'strict'],
  ['proof-only', 'proofOnly'],
]);

/** The status list as anybody may have it; what a status refers to is said beside it. */
const serveStatusList =
  ({ statusList, clock }: ConformanceDeps): RequestHandler =>
  async (_req, res) => {
    res.status(200).json(await statusList.read(clock()));
  };

const serveStatusReference: RequestHandler = (_req, res) => {
  res.status(200).json({ description: 'Nothing that this server signs is ever withdrawn.' });
};

/** The suites send whatever can be sent: an input that breaks us is bad input to them, and a line in the log to us. */
const answerBadRequest =
  (log: Log): ErrorRequestHandler =>
  (error, _req, _res, next) => {
    if (error instanceof KlusCVError && error.code !== 'internal') return next(error);
    const isOwn = !(error instanceof Error && 'type' in error) && !(error instanceof URIError);
    if (isOwn) log.error({ err: error }, 'an input was not foreseen');
    next(new KlusCVError('invalid_request', 'The input could not be processed.', { cause: error }));
  };

/** An express app; it keeps nothing. */
export const createConformanceApp = (deps: ConformanceDeps): Express =>
  createServer({
    log: deps.log,
    metrics: deps.metrics,
    ready: {},
    mount: (app) => {
      app.use(takeBytes);
      app.post('/issuers/:suite/credentials/issue', issueCredential(deps));
      app.post('/holders/:suite/credentials/derive', deriveCredential(deps));
      app.get(deps.statusList.path, serveStatusList(deps));
      app.get('/status', serveStatusReference);
      for (const [path, policy] of policies) {
        app.post(`/verifiers/${path}/credentials/verify`, verifyCredentialCall(policy, deps));
        app.post(`/verifiers/${path}/presentations/verify`, verifyPresentationCall(policy, deps));
      }
      app.use(answerBadRequest(deps.log));
    },
  });
