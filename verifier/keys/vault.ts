/** What opens the verifier's encrypted texts, and under which secret the next one is kept. */
import { findSecretOf, type KeySecrets } from '../../server/key-vault.ts';
import type { Store } from '../../store/index.ts';
import { keyName } from './load-identity.ts';

export type VerifierVault = {
  /** Any of them may open a text. */
  readonly secrets: KeySecrets;
  /**
   * Under which a text is kept now: the one that the verifier's own key is under. So of replicas that know two, and such as
   * know one of them only, all can open it.
   */
  readonly presentSecret: () => Promise<Uint8Array>;
};

export function createVault(
  keys: Pick<Store['verifierKeys'], 'loadKey'>,
  secrets: KeySecrets,
): VerifierVault {
  let last: { readonly sealed: string; readonly secret: Uint8Array } | undefined;
  return {
    secrets,
    presentSecret: async () => {
      if (secrets.length === 1) return secrets[0];
      const sealed = (await keys.loadKey(keyName))?.encrypted;
      if (sealed === undefined) return secrets[0];
      if (last?.sealed !== sealed) last = { sealed, secret: await findSecretOf(sealed, secrets) };
      return last.secret;
    },
  };
}
