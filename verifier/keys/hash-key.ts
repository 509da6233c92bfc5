/** The key of the verifier's keyed hashes and of the secrets of its webhooks. */
import { loadHashKey } from '../../server/kept-hash-key.ts';
import type { KeySecrets } from '../../server/key-vault.ts';
import type { Stores } from '../../store/index.ts';
import { keyName } from './load-identity.ts';

/**
 * 32 bytes: the first secret of all, and the same under every later one.
 * @throws KlusCVError `invalid_config` when none of the secrets opens what is kept
 */
export async function loadVerifierHashKey(
  { verifierKeys, hashKeys }: Pick<Stores, 'verifierKeys' | 'hashKeys'>,
  secrets: KeySecrets,
): Promise<Uint8Array> {
  const sealed = (await verifierKeys.loadKey(keyName))?.encrypted;
  return loadHashKey(hashKeys, { name: 'verifier', secrets, sealed, derive: (secret) => secret });
}
