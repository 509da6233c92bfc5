/** How often one address may call without a key; a key that is valid is not counted. */
import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { KlusCVError } from '../../core/errors.ts';
import { sendError } from '../../server/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { findApiKey } from './api-keys.ts';

export function limitCalls(deps: Pick<VerifierDeps, 'apiKeys' | 'callsPerMinute'>): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: deps.callsPerMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    validate: { trustProxy: false, xForwardedForHeader: false },
    skip: (req) => findApiKey(deps.apiKeys, req.get('authorization')) !== undefined,
    handler: (_req, res) => sendError(res, new KlusCVError('too_many_requests')),
  });
}
