/** How often one address may call what needs no key: codes and tokens cannot be guessed by trying. */
import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { KlusCVError } from '../../core/errors.ts';
import { sendError } from '../../server/index.ts';
import { sharedLimit } from '../../server/shared-limit.ts';
import type { IssuerDeps } from '../deps.ts';

export function limitCalls({
  settings,
  store,
  hashKey: secret,
  clock,
}: Pick<IssuerDeps, 'settings' | 'store' | 'hashKey' | 'clock'>): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: settings.callsPerMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    validate: { trustProxy: false, xForwardedForHeader: false },
    handler: (_req, res) => sendError(res, new KlusCVError('too_many_requests')),
    ...sharedLimit(store.sharedCallCounts, { name: 'issuer-address', secret, clock }),
  });
}
