/** Keys of keyed hashes, encrypted, by whose they are. */
import type { Database } from './query-layer.ts';

export type HashKeyStore = {
  /** A JWE; this room does not know what opens it. */
  readonly loadHashKey: (name: string) => Promise<string | undefined>;
  /** In the place of the one that is there. */
  readonly storeHashKey: (name: string, encrypted: string, now: Date) => Promise<void>;
};

export const createHashKeyStore = (db: Database): HashKeyStore => ({
  loadHashKey: async (name) => {
    const row = await db
      .selectFrom('hash_keys')
      .select('encrypted')
      .where('name', '=', name)
      .executeTakeFirst();
    return row?.encrypted;
  },
  storeHashKey: async (name, encrypted, now) => {
    const values = { encrypted, changed_at: now.toISOString() };
    await db
      .insertInto('hash_keys')
      .values({ name, ...values })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(values))
      .execute();
  },
});
