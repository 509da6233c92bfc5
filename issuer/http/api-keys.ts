/** API keys of the platform's own systems: kept as hashes, each with the scopes it has. */
import type { RequestHandler } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import { bearerToken } from '../../server/index.ts';
import { hashSecret, isSameSecret } from '../offer/secrets.ts';

export const scopes = ['import', 'read', 'issue', 'status'] as const;
export type Scope = (typeof scopes)[number];

export type ApiKey = { readonly hash: string; readonly scopes: ReadonlySet<Scope> };

/**
 * Reads `key` or `key=import+read`, several with commas between; a key without scopes may do everything.
 * @throws KlusCVError `invalid_config` for a short key or an unknown scope; the key itself is never repeated
 */
export function parseApiKeys(text: string): ApiKey[] {
  return text.split(',').map((entry, index) => {
    const [key = '', named, ...rest] = entry.trim().split('=');
    const given = named === undefined ? [...scopes] : named.split('+');
    const known = scopes.filter((scope) => given.includes(scope));
    if (key.length < 16 || rest.length > 0 || known.length !== given.length)
      throw new KlusCVError(
        'invalid_config',
        `KLUSCV_API_KEY: entry ${index + 1} is not "key" or "key=scope+scope" with a key of 16 letters or more.`,
      );
    return { hash: hashSecret(key), scopes: new Set(known) };
  });
}

/** Lets a request through whose bearer key has the scope; `unauthorized` without a key, `forbidden` without the scope. */
export function requireScope(apiKeys: readonly ApiKey[], scope: Scope): RequestHandler {
  return (req, _res, next) => {
    const token = bearerToken(req.get('authorization'));
    const hash = token === undefined ? undefined : hashSecret(token);
    const key = hash === undefined ? undefined : apiKeys.find((known) => isSameSecret(known.hash, hash));
    if (!key) throw new KlusCVError('unauthorized');
    if (!key.scopes.has(scope)) throw new KlusCVError('forbidden');
    next();
  };
}
