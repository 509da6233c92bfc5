/** Lets a call through when its API key has the scope and is within its limit. */
import type { RequestHandler, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import { KlusCVError } from '../../core/errors.ts';
import { bearerToken, sendError } from '../../server/index.ts';
import { sharedLimit } from '../../server/shared-limit.ts';
import { type Caller, findCaller, type Scope } from '../access/index.ts';
import type { IssuerDeps } from '../deps.ts';

const callers = new WeakMap<Response, Caller>();

/** Who makes the call, as it stands in the audit log. */
export const actorOf = (res: Response): string => callers.get(res)?.actor ?? 'service';

/**
 * A handler for each scope: `unauthorized` without a key that can be used, `forbidden` without the scope,
 * `too_many_requests` above the key's limit. Tries with wrong keys count for the address that they come from.
 */
export function createScopeCheck(
  deps: Pick<IssuerDeps, 'settings' | 'store' | 'hashKey' | 'clock'>,
  limitedByAddress: RequestHandler,
): (scope: Scope) => RequestHandler {
  const limitedByKey = rateLimit({
    windowMs: 60_000,
    limit: (_req, res) => callers.get(res)?.callsPerMinute ?? deps.settings.keyCallsPerMinute,
    keyGenerator: (_req, res) => actorOf(res),
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_req, res) => sendError(res, new KlusCVError('too_many_requests')),
    ...sharedLimit(deps.store.sharedCallCounts, {
      name: 'issuer-key',
      secret: deps.hashKey,
      clock: deps.clock,
    }),
  });
  return (scope) => async (req, res, next) => {
    const token = bearerToken(req.get('authorization'));
    const caller = token === undefined ? undefined : await findCaller(deps, token);
    if (!caller) {
      limitedByAddress(req, res, (error?: unknown) => next(error ?? new KlusCVError('unauthorized')));
      return;
    }
    callers.set(res, caller);
    limitedByKey(req, res, (error?: unknown) => {
      next(error ?? (caller.scopes.has(scope) ? undefined : new KlusCVError('forbidden')));
    });
  };
}
