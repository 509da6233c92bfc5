/** How often one address may call without a key, and a key with a limit of its own; other keys are not counted. */
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import { KlusCVError } from '../../core/errors.ts';
import { createCallLimit } from '../../server/call-limit.ts';
import { sendError } from '../../server/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { findApiKey, type KeyDeps } from './api-keys.ts';

const mostAddresses = 1_000;

/** An address as it is counted: of IPv6, the whole of what one line has. */
const createCallers = (): ((req: Request) => string) => {
  const known = new Map<string, string>();
  return ({ ip = '' }) => {
    const before = known.get(ip);
    if (before !== undefined) return before;
    const caller = ipKeyGenerator(ip);
    if (known.size >= mostAddresses) known.clear();
    known.set(ip, caller);
    return caller;
  };
};

/** Tries with wrong keys count for the address that they come from, and are `unauthorized` below its limit. */
export function limitCalls(
  deps: KeyDeps & Pick<VerifierDeps, 'callsPerMinute' | 'callCounts' | 'keySecret' | 'clock'>,
): RequestHandler {
  const { callsPerMinute, callCounts, keySecret: secret, clock } = deps;
  const isWithin = createCallLimit(callCounts, { name: 'verifier', secret, clock });
  const callerOf = createCallers();

  const isKeyWithin = async (req: Request, res: Response): Promise<boolean> => {
    const finding = findApiKey(req, deps);
    const key = await finding.catch(() => undefined);
    if (key !== undefined && key.callsPerMinute === undefined) return true;
    const within = await isWithin(res, key?.keyId ?? callerOf(req), key?.callsPerMinute ?? callsPerMinute);
    if (within) await finding;
    return within;
  };

  return (req, res, next) => {
    const go = (within: boolean): void =>
      within ? next() : sendError(res, new KlusCVError('too_many_requests'));
    const within =
      req.headers.authorization === undefined
        ? isWithin(res, callerOf(req), callsPerMinute)
        : isKeyWithin(req, res);
    if (typeof within === 'boolean') go(within);
    else within.then(go, next);
  };
}
