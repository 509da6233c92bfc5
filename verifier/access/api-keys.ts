/** Keys that are kept in the store: made by an operator, shown once, withdrawn when they must be. */
import { hash, randomUUID } from 'node:crypto';
import { toBase64Url } from '../../core/bytes.ts';
import type { Clock, CryptoPort } from '../../core/ports.ts';
import type { Store, StoredApiKey } from '../../store/index.ts';
import { recordVerifierChange } from '../audit/index.ts';
import type { Scope } from './scopes.ts';

type KeyDeps = {
  readonly transact: Store['transact'];
  readonly crypto: Pick<CryptoPort, 'randomBytes'>;
  readonly clock: Clock;
};

export type NewVerifierKey = {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly callsPerMinute?: number;
  readonly expiresAt?: Date;
};

/** A key as it is kept: SHA-256, base64url. */
export const hashText = (key: string): string => hash('sha256', key, 'base64url');

/** Makes a key and keeps its hash; `apiKey` is the key itself, which nobody can show again. */
export async function createVerifierKey(
  { transact, crypto, clock }: KeyDeps,
  wanted: NewVerifierKey,
  actor: string,
): Promise<StoredApiKey & { readonly apiKey: string }> {
  // The prefix lets tools that look for leaked secrets recognise one.
  const apiKey = `kluscv_${toBase64Url(crypto.randomBytes(32))}`;
  const key: StoredApiKey = { ...wanted, keyId: randomUUID(), createdAt: clock() };
  const details = {
    scopes: key.scopes,
    ...(key.expiresAt === undefined ? {} : { expiresAt: key.expiresAt.toISOString() }),
  };
  await transact(async (stores) => {
    await stores.verifierApiKeys.storeApiKey({ ...key, hash: hashText(apiKey) });
    const change = { actor, action: 'api_key_created', subject: key.keyId, details } as const;
    await recordVerifierChange(stores, change, key.createdAt);
  });
  return { ...key, apiKey };
}

/** Withdraws a key at once; false when there is no such key that can still be used. */
export const revokeVerifierKey = (
  { transact, clock }: Omit<KeyDeps, 'crypto'>,
  keyId: string,
  actor: string,
): Promise<boolean> =>
  transact(async (stores) => {
    const now = clock();
    if (!(await stores.verifierApiKeys.revokeApiKey(keyId, now))) return false;
    await recordVerifierChange(stores, { actor, action: 'api_key_revoked', subject: keyId }, now);
    return true;
  });
