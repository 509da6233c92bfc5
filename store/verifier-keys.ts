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
  /** Keeps the key unless there is one of this name already. */
  readonly storeKey: (key: StoredVerifierKey, now: Date) => Promise<void>;
};

export const createVerifierKeyStore = (db: Database): VerifierKeyStore => ({
  loadKey: async (name) => {
    const row = await db.selectFrom('verifier_keys').selectAll().where('name', '=', name).executeTakeFirst();
    return row && { name, encrypted: row.encrypted, x5c: row.x5c.split(' ') };
  },
  storeKey: async ({ name, encrypted, x5c }, now) => {
    await db
      .insertInto('verifier_keys')
      .values({ name, encrypted, x5c: x5c.join(' '), created_at: now.toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  },
});
