/** The key of every keyed hash in the store: made from the service's secret, and never the secret itself. */
import { hkdfSync } from 'node:crypto';
import { decryptPrivateJwk, parseKeySecret } from '../server/key-vault.ts';
import type { Store } from '../store/index.ts';
import { createForgottenHashes } from './erasure.ts';
import type { ForgottenHashes } from './ingest/index.ts';

/** 32 bytes. */
export const createHashKey = (secret: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, '', 'kluscv issuer hashes', 32));

/**
 * How an import outside the service knows what must not come back.
 * @param keySecret `KLUSCV_KEY_SECRET`; without one nothing can be looked up, and `ingest` refuses as soon as it must be
 * @throws KlusCVError `invalid_config` when it is not the secret that this store's keys were made with
 */
export async function loadForgottenHashes(
  { issuerKeys }: Pick<Store, 'issuerKeys'>,
  keySecret: string | undefined,
): Promise<ForgottenHashes | undefined> {
  if (keySecret === undefined) return undefined;
  const secret = parseKeySecret(keySecret);
  const { keys } = await issuerKeys.listKeys();
  const kept = keys.find(({ state }) => state === 'active');
  if (kept) await decryptPrivateJwk(kept.encrypted, secret);
  return createForgottenHashes(createHashKey(secret));
}
