/**
 * API keys of this verifier, kept as hashes: those of the settings, which are there before any other, and those that an
 * operator made and can withdraw.
 */
import { hash, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import type { Purpose } from '../../core/openid/index.ts';
import { bearerToken } from '../../server/index.ts';
import { parseScopes, purposesOf, type Scope, scopes, scopesOfNames } from '../access/index.ts';
import type { VerifierDeps } from '../deps.ts';

export type ApiKey = {
  /** Whose records and limits these are; tells nothing of the key. */
  readonly keyId: string;
  readonly scopes: ReadonlySet<Scope>;
  readonly purposes: ReadonlySet<Purpose>;
  /** Absent: no limit. */
  readonly callsPerMinute?: number;
};
export type SettingKey = ApiKey & { readonly hash: Buffer };

/**
 * Reads `key` or `key=uwv+lender` or `key=check+import`, several with commas between; a key that names nothing may do
 * everything.
 * @throws KlusCVError `invalid_config` for a short key or an unknown purpose; the key itself is never repeated
 */
export function parseApiKeys(text: string): SettingKey[] {
  return text.split(',').map((entry, index) => {
    const [key = '', named, ...rest] = entry.trim().split('=');
    const held = named === undefined ? new Set(scopes) : scopesOfNames(named.split('+'));
    if (key.length < 16 || rest.length > 0 || held === undefined)
      throw new KlusCVError(
        'invalid_config',
        `KLUSCV_API_KEY: entry ${index + 1} is not "key", "key=purpose+purpose" or "key=scope+scope" with a key of 16 letters or more.`,
      );
    const keyId = `setting-${keyName(key)}`;
    return { keyId, hash: hashKey(key), scopes: held, purposes: purposesOf(held) };
  });
}

export type KeyDeps = Pick<VerifierDeps, 'apiKeys' | 'verifierApiKeys' | 'clock'>;

const found = new WeakMap<Request, Promise<ApiKey | undefined>>();

/**
 * The key of a request, or undefined when it has no Authorization header; looked up once a request.
 * @throws KlusCVError `unauthorized` when there is one and it is not a key of ours
 */
export function findApiKey(req: Request, deps: KeyDeps): Promise<ApiKey | undefined> {
  const before = found.get(req);
  if (before) return before;
  const key = lookUp(req.get('authorization'), deps);
  found.set(req, key);
  return key;
}

async function lookUp(authorization: string | undefined, deps: KeyDeps): Promise<ApiKey | undefined> {
  if (authorization === undefined) return undefined;
  const token = bearerToken(authorization);
  const given = token === undefined ? undefined : hashKey(token);
  const key = given && deps.apiKeys.find((known) => timingSafeEqual(known.hash, given));
  if (key) return key;
  const stored = given && (await deps.verifierApiKeys.loadApiKey(given.toString('base64url'), deps.clock()));
  if (!stored) throw new KlusCVError('unauthorized', 'This API key is not known here.');
  const held = parseScopes(stored.scopes) ?? new Set<Scope>();
  const { keyId, callsPerMinute } = stored;
  const limit = callsPerMinute === undefined ? {} : { callsPerMinute };
  return { keyId, scopes: held, purposes: purposesOf(held), ...limit };
}

const hashKey = (key: string): Buffer => hash('sha256', key, 'buffer');

/** The same after other keys were added or taken away. */
const keyName = (key: string): string => hash('sha256', `name of ${key}`, 'base64url').slice(0, 16);
