/** The platform's signing keys: encrypted private keys and their certificates, by name. */
import type { Database } from './query-layer.ts';

export type StoredKey = {
  readonly name: string;
  /** A JWE; this room does not know what opens it. */
  readonly encrypted: string;
  /** Base64 DER, leaf first, the anchor last. */
  readonly x5c?: readonly string[];
};

export type IssuerKeyStore = {
  readonly loadKey: (name: string) => Promise<StoredKey | undefined>;
  /** Keeps the key unless there is one of this name already. */
  readonly storeKey: (key: StoredKey, now: Date) => Promise<void>;
  /**
   * Puts certificates to a key in place of those that are given, and gives those that count from then on: another
   * process may have been first, and then its own stay.
   */
  readonly storeCertificates: (
    name: string,
    x5c: readonly string[],
    before: readonly string[] | undefined,
  ) => Promise<readonly string[] | undefined>;
};

export function createIssuerKeyStore(db: Database): IssuerKeyStore {
  return {
    loadKey: async (name) => {
      const row = await db.selectFrom('issuer_keys').selectAll().where('name', '=', name).executeTakeFirst();
      if (!row) return undefined;
      return { name, encrypted: row.encrypted, ...(row.x5c === null ? {} : { x5c: row.x5c.split(' ') }) };
    },
    storeKey: async ({ name, encrypted, x5c }, now) => {
      await db
        .insertInto('issuer_keys')
        .values({ name, encrypted, x5c: x5c?.join(' ') ?? null, created_at: now.toISOString() })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    storeCertificates: async (name, x5c, before) => {
      await db
        .updateTable('issuer_keys')
        .set({ x5c: x5c.join(' ') })
        .where('name', '=', name)
        .where('x5c', before === undefined ? 'is' : '=', before === undefined ? null : before.join(' '))
        .execute();
      const row = await db
        .selectFrom('issuer_keys')
        .select('x5c')
        .where('name', '=', name)
        .executeTakeFirst();
      return row?.x5c?.split(' ');
    },
  };
}
