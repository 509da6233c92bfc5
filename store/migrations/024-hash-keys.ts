/** Keys of keyed hashes, encrypted, once the secret that they were made from has been changed. */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const hashKeysMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('hash_keys')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('encrypted', 'text', (column) => column.notNull())
      .addColumn('changed_at', 'text', (column) => column.notNull())
      .execute();
  },
};
