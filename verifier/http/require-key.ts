/** For calls that programs make, never the page. */
import type { Request, RequestHandler } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import type { Scope } from '../access/index.ts';
import { type ApiKey, findApiKey, type KeyDeps } from './api-keys.ts';

/**
 * The API key of a call.
 * @throws KlusCVError `unauthorized` without one
 */
export async function keyOf(req: Request, deps: KeyDeps): Promise<ApiKey> {
  const key = await findApiKey(req, deps);
  if (!key) throw new KlusCVError('unauthorized');
  return key;
}

/** Lets a call through whose API key has the scope; before anything of its body is read. */
export function requireScope(scope: Scope, deps: KeyDeps): RequestHandler {
  return async (req, _res, next) => {
    if (!(await keyOf(req, deps)).scopes.has(scope)) throw new KlusCVError('forbidden');
    next();
  };
}
