/** Who may call the verifier, and how often it came to which verdict. */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const verifierOperatingMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('verifier_api_keys')
      .addColumn('key_id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull().unique())
      .addColumn('scopes', 'text', (column) => column.notNull())
      .addColumn('calls_per_minute', 'integer')
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'text')
      .addColumn('revoked_at', 'text')
      .execute();
    await db.schema
      .createTable('verdict_counts')
      .addColumn('purpose', 'text', (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('count', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('verdict_counts_key', ['purpose', 'outcome'])
      .execute();
  },
};
