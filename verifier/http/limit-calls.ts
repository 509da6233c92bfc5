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
  deps: KeyDeps & Pick<VerifierDeps, 'callsPerMinute' | 'callCounts' | 'keySecret' | 'clock'>,
): RequestHandler {
  // Asked for several times on the way of one call, and looked up once.
  const found = new WeakMap<Request, ReturnType<typeof findApiKey>>();
  const find = (req: Request): ReturnType<typeof findApiKey> => {
    const finding = found.get(req) ?? findApiKey(req, deps);
    found.set(req, finding);
    return finding;
  };
  const known = (req: Request) => find(req).catch(() => undefined);
  const limiter = rateLimit({
    windowMs: 60_000,
    limit: async (req) => (await known(req))?.callsPerMinute ?? deps.callsPerMinute,
    keyGenerator: async (req) => (await known(req))?.keyId ?? ipKeyGenerator(req.ip ?? ''),
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    validate: { trustProxy: false, xForwardedForHeader: false },
    skip: async (req) => {
      const key = await known(req);
      return key !== undefined && key.callsPerMinute === undefined;
    },
    handler: (_req, res) => sendError(res, new KlusCVError('too_many_requests')),
    ...sharedLimit(deps.callCounts, { name: 'verifier', secret: deps.keySecret, clock: deps.clock }),
  });
  return (req, res, next) =>
    limiter(req, res, (error?: unknown) => {
      if (error) next(error);
      else find(req).then(() => next(), next);
    });
}
