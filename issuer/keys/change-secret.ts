/** Another secret for everything of the issuer that is kept under one. */

import { KlusCVError } from '../../core/errors.ts';
import { sealHashKey } from '../../server/kept-hash-key.ts';
import { type KeySecrets, reseal } from '../../server/key-vault.ts';
import type { KeyChange, Stores } from '../../store/index.ts';
import { recordChange } from '../audit/index.ts';
import { loadIssuerHashKey } from '../hash-key.ts';

/**
 * Encrypts all keys with the first of the secrets, in the transaction of `stores`, and gives how many were under another.
 * Whoever plans another change of the keys meanwhile finds another version of them. The key of the hashes is kept from
 * now on, since it was made from the secret that goes.
 * @throws KlusCVError `invalid_config` when none of the secrets opens something, `conflict`; the transaction must not end
 *   well then
 */
export async function changeIssuerSecret(
  stores: Pick<Stores, 'issuerKeys' | 'hashKeys' | 'audit' | 'webhooks'>,
  { secrets, now, actor }: { readonly secrets: KeySecrets; readonly now: Date; readonly actor: string },
): Promise<number> {
  const { version, keys } = await stores.issuerKeys.listKeys();
  const change: KeyChange[] = [];
  for (const { name, encrypted } of keys) {
    const resealed = encrypted === '' ? undefined : await reseal(encrypted, secrets);
    if (resealed !== undefined) change.push({ name, encrypted: resealed });
  }
  if (change.length === 0) return 0;
  const hashKey = await loadIssuerHashKey(stores, secrets);
  await stores.hashKeys.storeHashKey('issuer', await sealHashKey(hashKey, secrets[0]), now);
  if (!(await stores.issuerKeys.changeKeys(version, { add: [], change })))
    throw new KlusCVError('conflict', "The platform's keys were changed by somebody else at this moment.");
  await recordChange({ clock: () => now }, stores, {
    actor,
    action: 'key_secret_changed',
    details: { keys: change.length },
  });
  return change.length;
}
