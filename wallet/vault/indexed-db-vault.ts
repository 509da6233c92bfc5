/** The vault in the browser: IndexedDB, with key handles whose private half the browser does not give out. */
import type { RandomBytes, Signer } from '../../core/ports.ts';
import { HeldCredential } from '../flow/held-credential.ts';
import { createId } from './create-id.ts';
import { ShareEntry, type Vault } from './vault.ts';

const stores = { keys: 'keys', credentials: 'credentials', shares: 'shares' } as const;

/** The browser's own key functions, from `ui/web-crypto.ts`. */
type WebKeys = {
  readonly generateKeyPair: () => Promise<{ signer: Signer; keyPair: CryptoKeyPair }>;
  readonly createSigner: (keyPair: CryptoKeyPair) => Promise<Signer>;
};

/**
 * Opens the wallet's database, and makes it when it is not there yet.
 * Rejects with the browser's own error when it allows no storage, as in some private windows.
 */
export async function openIndexedDbVault(input: {
  readonly indexedDb: IDBFactory;
  readonly name: string;
  readonly webKeys: WebKeys;
  readonly randomBytes: RandomBytes;
}): Promise<Vault> {
  const { webKeys, randomBytes } = input;
  const database = await openDatabase(input.indexedDb, input.name);
  const read = (store: string) => database.transaction(store).objectStore(store);
  const loadCredentials = async () => {
    const rows: unknown[] = await settle(read(stores.credentials).getAll());
    // What an older edition of the wallet kept in a form that no longer holds is passed over, not shown half.
    return rows.flatMap((row) => {
      const credential = HeldCredential.safeParse(row);
      return credential.success ? [credential.data] : [];
    });
  };
  return {
    keys: {
      createKey: async () => {
        const keyId = createId(randomBytes);
        const { signer, keyPair } = await webKeys.generateKeyPair();
        const transaction = database.transaction(stores.keys, 'readwrite');
        transaction.objectStore(stores.keys).put({ keyId, keyPair });
        await finish(transaction);
        return { keyId, signer };
      },
      loadKey: async (keyId) => {
        const row: { keyPair: CryptoKeyPair } | undefined = await settle(read(stores.keys).get(keyId));
        return row === undefined ? undefined : webKeys.createSigner(row.keyPair);
      },
      deleteKey: async (keyId) => {
        const transaction = database.transaction(stores.keys, 'readwrite');
        transaction.objectStore(stores.keys).delete(keyId);
        await finish(transaction);
      },
    },
    loadCredentials,
    storeCredentials: async (credentials) => {
      const transaction = database.transaction(stores.credentials, 'readwrite');
      for (const credential of credentials) transaction.objectStore(stores.credentials).put(credential);
      await finish(transaction);
    },
    deleteBundle: async (bundleId) => {
      const gone = (await loadCredentials()).filter((credential) => credential.bundleId === bundleId);
      const transaction = database.transaction([stores.credentials, stores.keys], 'readwrite');
      for (const { id, keyId } of gone) {
        transaction.objectStore(stores.credentials).delete(id);
        transaction.objectStore(stores.keys).delete(keyId);
      }
      await finish(transaction);
    },
    loadShares: async () => {
      const rows: unknown[] = await settle(read(stores.shares).getAll());
      const entries = rows.flatMap((row) => {
        const entry = ShareEntry.safeParse(row);
        return entry.success ? [entry.data] : [];
      });
      return entries.toSorted((a, b) => (a.at < b.at ? 1 : -1));
    },
    storeShare: async (entry) => {
      const transaction = database.transaction(stores.shares, 'readwrite');
      transaction.objectStore(stores.shares).put(entry);
      await finish(transaction);
    },
  };
}

function openDatabase(indexedDb: IDBFactory, name: string): Promise<IDBDatabase> {
  const request = indexedDb.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(stores.keys, { keyPath: 'keyId' });
    request.result.createObjectStore(stores.credentials, { keyPath: 'id' });
    request.result.createObjectStore(stores.shares, { keyPath: 'id' });
  };
  return settle(request);
}

function settle<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function finish(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}
