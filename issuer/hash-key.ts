/** The key of every keyed hash in the store: made from the service's secret, and never the secret itself. */
import { hkdfSync } from 'node:crypto';
import { loadHashKey } from '../server/kept-hash-key.ts';
import type { KeySecrets } from '../server/key-vault.ts';
import type { Stores } from '../store/index.ts';
import { createForgottenHashes } from './erasure.ts';
import type { ForgottenHashes } from './ingest/index.ts';
import { sealedBy } from './keys/stored-keys.ts';

/** 32 bytes. */
const createHashKey = (secret: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, '', 'kluscv issuer hashes', 32));

/**
 * 32 bytes, the same under every later secret.
 * @throws KlusCVError `invalid_config` when none of the secrets opens what is kept
 */
export async function loadIssuerHashKey(
  { issuerKeys, hashKeys }: Pick<Stores, 'issuerKeys' | 'hashKeys'>,
  secrets: KeySecrets,
): Promise<Uint8Array> {
  const sealed = sealedBy((await issuerKeys.listKeys()).keys);
  return loadHashKey(hashKeys, { name: 'issuer', secrets, sealed, derive: createHashKey });
}

/**
 * How an import outside the service knows what must not come back.
 * @param secrets without them nothing can be looked up, and `ingest` refuses as soon as it must be
 * @throws KlusCVError `invalid_config` when they are not those that this store's keys were made with
 */
export const loadForgottenHashes = async (
  stores: Pick<Stores, 'issuerKeys' | 'hashKeys'>,
  secrets: KeySecrets | undefined,
): Promise<ForgottenHashes | undefined> =>
  secrets && createForgottenHashes(await loadIssuerHashKey(stores, secrets));
