/** Errors as problem details (RFC 9457). A code that has no HTTP status here does not compile. */
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { type ErrorCode, KlusCVError } from '../core/errors.ts';
import type { Log } from './log.ts';
import { routePattern } from './metrics.ts';
import { noteRefusal } from './refusals.ts';

const httpStatus: Record<ErrorCode, number> = {
  invalid_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  not_acceptable: 406,
  conflict: 409,
  gone: 410,
  too_large: 413,
  too_many_requests: 429,
  unsupported_media_type: 415,
  unavailable: 503,
  database_untrusted: 500,
  database_wrong_host: 500,
  database_unencrypted: 500,
  internal: 500,
  invalid_config: 500,
  invalid_mapping: 400,
  port_in_use: 500,
  fetch_refused: 502,
  fetch_failed: 502,
  fetch_too_large: 502,
};

export type Problem = { type: string; title: string; status: number; detail: string; code: ErrorCode };

/** The problem details of an error; whatever was not thrown on purpose says `internal` and nothing of itself. */
export function createProblem(error: KlusCVError): Problem {
  return {
    type: `https://kluscv.nl/errors#${error.code}`,
    title: error.message,
    status: httpStatus[error.code],
    detail: error.remedy,
    code: error.code,
  };
}

export function sendError(res: Response, error: KlusCVError): void {
  const problem = createProblem(error);
  noteRefusal(res, error.code);
  if (error.code === 'unauthorized') res.set('WWW-Authenticate', 'Bearer');
  if (error.code === 'unavailable') res.set('Retry-After', '2');
  res.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

export const sendNotFound: RequestHandler = (_req, res) => sendError(res, new KlusCVError('not_found'));

/** The last handler of a service: known errors as they are, body parser errors by their type, the rest as `internal`. */
export function handleErrors(log: Log): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const known = toKnownError(error);
    if (httpStatus[known.code] >= 500) log.error({ err: error, route: routePattern(req) }, 'request failed');
    sendError(res, known);
  };
}

const bodyParserErrors: ReadonlyMap<string, ErrorCode> = new Map([
  ['entity.too.large', 'too_large'],
  ['entity.parse.failed', 'invalid_request'],
  ['encoding.unsupported', 'unsupported_media_type'],
  ['charset.unsupported', 'unsupported_media_type'],
  ['request.aborted', 'invalid_request'],
  ['request.size.invalid', 'invalid_request'],
  ['parameters.too.many', 'too_large'],
]);

/** Foreign code that blames the caller (a body packed wrongly, a range outside a file) says so by its status. */
const blamesCaller = (error: unknown): boolean =>
  error instanceof URIError ||
  (error instanceof Error && 'status' in error && Number(error.status) >= 400 && Number(error.status) < 500);

function toKnownError(error: unknown): KlusCVError {
  if (error instanceof KlusCVError) return error;
  const type = error instanceof Error && 'type' in error ? String(error.type) : '';
  const code = bodyParserErrors.get(type) ?? (blamesCaller(error) ? 'invalid_request' : 'internal');
  return new KlusCVError(code, undefined, { cause: error });
}
