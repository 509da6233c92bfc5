/** Keys that are kept in the store: made by an operator, shown once, withdrawn when they must be. */
import { randomUUID } from 'node:crypto';
import type { StoredApiKey } from '../../store/index.ts';
import { recordChange } from '../audit/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { createSecret, hashSecret } from '../offer/secrets.ts';
import type { Caller } from './caller.ts';
import { findFirstKey } from './first-keys.ts';
import { parseScopes, type Scope } from './scopes.ts';

type Deps = Pick<IssuerDeps, 'store' | 'hashKey' | 'crypto' | 'clock'>;

export type NewApiKey = {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly callsPerMinute?: number;
  readonly expiresAt?: Date;
};

/** Makes a key and keeps its hash; `apiKey` is the key itself, which nobody can show again. */
export async function createApiKey(
  deps: Deps,
  wanted: NewApiKey,
  actor: string,
): Promise<StoredApiKey & { readonly apiKey: string }> {
  // The prefix lets tools that look for leaked secrets recognise one.
  const apiKey = `kluscv_${createSecret(deps.crypto.randomBytes)}`;
  const key: StoredApiKey = { ...wanted, keyId: randomUUID(), createdAt: deps.clock() };
  await deps.store.transact(async (stores) => {
    await stores.apiKeys.storeApiKey({ ...key, hash: hashSecret(apiKey) });
    const details = {
      scopes: key.scopes,
      ...(key.expiresAt ? { expiresAt: key.expiresAt.toISOString() } : {}),
    };
    await recordChange(deps, stores, { actor, action: 'api_key_created', subject: key.keyId, details });
  });
  return { ...key, apiKey };
}

/** Withdraws a key at once; false when there is no such key that can still be used. */
export function revokeApiKey(deps: Deps, keyId: string, actor: string): Promise<boolean> {
  return deps.store.transact(async (stores) => {
    if (!(await stores.apiKeys.revokeApiKey(keyId, deps.clock()))) return false;
    await recordChange(deps, stores, { actor, action: 'api_key_revoked', subject: keyId });
    return true;
  });
}

/** Who calls with this token: a key from the settings, or one from the store that can still be used. */
export async function findCaller(
  { settings, store, clock }: Pick<IssuerDeps, 'settings' | 'store' | 'clock'>,
  token: string,
): Promise<Caller | undefined> {
  const first = findFirstKey(settings.firstKeys, token);
  if (first) return first;
  const key = await store.apiKeys.loadApiKey(hashSecret(token), clock());
  return (
    key && {
      actor: `key:${key.keyId}`,
      scopes: new Set(parseScopes(key.scopes)),
      ...(key.callsPerMinute === undefined ? {} : { callsPerMinute: key.callsPerMinute }),
    }
  );
}
