/** The verifier's signing keys: encrypted private keys and their certificates, by name. */
import type { Database } from './query-layer.ts';

export type StoredVerifierKey = {
  readonly name: string;
  /** A JWE; this room does not know what opens it. */
  readonly encrypted: string;
  /** Base64 DER, leaf first, the anchor last. */
  readonly x5c: readonly string[];
};

export type VerifierKeyStore = {
  readonly loadKey: (name: string) => Promise<StoredVerifierKey | undefined>;
  readonly listNames: () => Promise<readonly string[]>;
  /** Keeps the key unless there is one of this name already. */
  readonly storeKey: (key: StoredVerifierKey, now: Date) => Promise<void>;
  /** The same key, encrypted another way; false when it is not kept as it was before any more. */
  readonly replaceEncrypted: (name: string, encrypted: string, before: string) => Promise<boolean>;
};

export const createVerifierKeyStore = (db: Database): VerifierKeyStore => ({
  loadKey: async (name) => {
    const row = await db.selectFrom('verifier_keys').selectAll().where('name', '=', name).executeTakeFirst();
    return row && { name, encrypted: row.encrypted, x5c: row.x5c.split(' ') };
  },
  listNames: async () =>
    (await db.selectFrom('verifier_keys').select('name').orderBy('name').execute()).map(({ name }) => name),
  storeKey: async ({ name, encrypted, x5c }, now) => {
    await db
      .insertInto('verifier_keys')
      .values({ name, encrypted, x5c: x5c.join(' '), created_at: now.toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  },
  replaceEncrypted: async (name, encrypted, before) => {
    const result = await db
      .updateTable('verifier_keys')
      .set({ encrypted })
      .where('name', '=', name)
      .where('encrypted', '=', before)
      .executeTakeFirst();
    return result.numUpdatedRows === 1n;
  },
});
