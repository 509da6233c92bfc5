/** For calls that programs make, never the page. */
import type { Request, RequestHandler } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import type { VerifierDeps } from '../deps.ts';
import { type ApiKey, findApiKey } from './api-keys.ts';

/**
 * The API key of a call.
 * @throws KlusCVError `unauthorized` without one
 */
export function keyOf(req: Request, { apiKeys }: Pick<VerifierDeps, 'apiKeys'>): ApiKey {
  const key = findApiKey(apiKeys, req.get('authorization'));
  if (!key) throw new KlusCVError('unauthorized');
  return key;
}

/** Lets a call through that has an API key; before anything of its body is read. */
export function requireKey(deps: Pick<VerifierDeps, 'apiKeys'>): RequestHandler {
  return (req, _res, next) => {
    keyOf(req, deps);
    next();
  };
}
