/** A vault that forgets everything when the program ends: for tests, and for the demo that runs without a browser. */
import type { RandomBytes, Signer } from '../../core/ports.ts';
import type { HeldCredential } from '../flow/held-credential.ts';
import { createId } from './create-id.ts';
import type { ShareEntry, Vault } from './vault.ts';

/** Creates an empty vault; `generateSigner` makes a P-256 key. */
export function createMemoryVault(input: {
  readonly generateSigner: () => Promise<Signer>;
  readonly randomBytes: RandomBytes;
}): Vault {
  const signers = new Map<string, Signer>();
  const credentials = new Map<string, HeldCredential>();
  const shares: ShareEntry[] = [];
  return {
    keys: {
      createKey: async () => {
        const keyId = createId(input.randomBytes);
        const signer = await input.generateSigner();
        signers.set(keyId, signer);
        return { keyId, signer };
      },
      loadKey: async (keyId) => signers.get(keyId),
      deleteKey: async (keyId) => {
        signers.delete(keyId);
      },
    },
    loadCredentials: async () => [...credentials.values()],
    storeCredentials: async (received) => {
      for (const credential of received) credentials.set(credential.id, credential);
    },
    deleteBundle: async (bundleId) => {
      for (const credential of [...credentials.values()]) {
        if (credential.bundleId !== bundleId) continue;
        credentials.delete(credential.id);
        signers.delete(credential.keyId);
      }
    },
    loadShares: async () => shares.toReversed(),
    storeShare: async (entry) => {
      shares.push(entry);
    },
  };
}
