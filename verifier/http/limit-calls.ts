/** How often one address may call without a key, and a key with a limit of its own; other keys are not counted. */
import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { KlusCVError } from '../../core/errors.ts';
import { sendError } from '../../server/index.ts';
import { sharedLimit } from '../../server/shared-limit.ts';
import type { VerifierDeps } from '../deps.ts';
import { findApiKey, type KeyDeps } from './api-keys.ts';

/** Tries with wrong keys count for the address that they come from, and are `unauthorized` below its limit. */
export function limitCalls(
  deps: KeyDeps & Pick<VerifierDeps, 'callsPerMinute' | 'callCounts' | 'hashKey' | 'clock'>,
): RequestHandler {
  const keys = new WeakMap<Request, Awaited<ReturnType<typeof findApiKey>>>();
  const limiter = rateLimit({
    windowMs: 60_000,
    limit: (req) => keys.get(req)?.callsPerMinute ?? deps.callsPerMinute,
    keyGenerator: (req) => keys.get(req)?.keyId ?? ipKeyGenerator(req.ip ?? ''),
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    validate: { trustProxy: false, xForwardedForHeader: false },
    handler: (_req, res) => sendError(res, new KlusCVError('too_many_requests')),
    ...sharedLimit(deps.callCounts, { name: 'verifier', secret: deps.hashKey, clock: deps.clock }),
  });
  return async (req, res, next) => {
    const finding = findApiKey(req, deps);
    const key = await finding.catch(() => undefined);
    if (key !== undefined && key.callsPerMinute === undefined) {
      next();
      return;
    }
    keys.set(req, key);
    await limiter(req, res, (error?: unknown) => {
      if (error) next(error);
      else finding.then(() => next(), next);
    });
  };
}
