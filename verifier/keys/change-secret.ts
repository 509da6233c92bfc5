/** Another secret for everything of the verifier that is kept under one. */
import { KlusCVError } from '../../core/errors.ts';
import { sealHashKey } from '../../server/kept-hash-key.ts';
import { findSecretOf, type KeySecrets, reseal } from '../../server/key-vault.ts';
import type { SealedRequest, Stores } from '../../store/index.ts';
import { recordVerifierChange } from '../audit/index.ts';
import { loadVerifierHashKey } from './hash-key.ts';
import { keyName } from './load-identity.ts';

/**
 * Encrypts the verifier's key with the first of the secrets, in the transaction of `stores`, and gives how many were
 * under another. The key of the hashes is kept from now on, since it is the secret that goes.
 * @throws KlusCVError `invalid_config` when none of the secrets opens something, `conflict`; the transaction must not end
 *   well then
 */
export async function changeVerifierSecret(
  stores: Pick<Stores, 'verifierKeys' | 'hashKeys' | 'verifierAudit'>,
  { secrets, now, actor }: { readonly secrets: KeySecrets; readonly now: Date; readonly actor: string },
): Promise<number> {
  const kept = await stores.verifierKeys.loadKey(keyName);
  const resealed = kept && (await reseal(kept.encrypted, secrets));
  if (kept === undefined || resealed === undefined) return 0;
  const hashKey = await loadVerifierHashKey(stores, secrets);
  await stores.hashKeys.storeHashKey('verifier', await sealHashKey(hashKey, secrets[0]), now);
  if (!(await stores.verifierKeys.replaceEncrypted(keyName, resealed, kept.encrypted)))
    throw new KlusCVError('conflict', "The verifier's key was changed by somebody else at this moment.");
  const change = { actor, action: 'key_secret_changed', details: { keys: 1 } } as const;
  await recordVerifierChange(stores, change, now);
  return 1;
}

const atOnce = 500;

/**
 * The same for what is kept of open sessions, each by itself, and gives of how many. What none of the secrets opens is
 * left as it is: its session ends within the hour.
 */
export async function resealRequests(requests: Stores['requests'], secrets: KeySecrets): Promise<number> {
  let count = 0;
  let after = '';
  for (;;) {
    const page = await requests.listSealed({ after, limit: atOnce });
    for (const before of page) {
      const sealed = await resealRequest(before, secrets);
      if (Object.keys(sealed).length === 0) continue;
      await requests.replaceSealed(before, sealed);
      count += 1;
    }
    if (page.length < atOnce) return count;
    after = page.at(-1)?.requestId ?? after;
  }
}

async function resealRequest(
  { encryptionKey, presented }: SealedRequest,
  secrets: KeySecrets,
): Promise<Omit<SealedRequest, 'requestId'>> {
  const anew = async (text: string | undefined): Promise<string | undefined> => {
    if (text === undefined) return undefined;
    const opens = await findSecretOf(text, secrets).catch(() => undefined);
    return opens && reseal(text, secrets);
  };
  const [key, answer] = [await anew(encryptionKey), await anew(presented)];
  return {
    ...(key === undefined ? {} : { encryptionKey: key }),
    ...(answer === undefined ? {} : { presented: answer }),
  };
}
