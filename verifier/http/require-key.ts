/** For calls that programs make, never the page. */
import type { RequestHandler } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import type { VerifierDeps } from '../deps.ts';
import { findApiKey } from './api-keys.ts';

/** Lets a call through that has an API key; `unauthorized` otherwise. */
export function requireKey({ apiKeys }: Pick<VerifierDeps, 'apiKeys'>): RequestHandler {
  return (req, _res, next) => {
    if (!findApiKey(apiKeys, req.get('authorization'))) throw new KlusCVError('unauthorized');
    next();
  };
}
