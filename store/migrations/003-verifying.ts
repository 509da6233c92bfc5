/** Requests to wallets, and the verifier's own keys. */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const verifyingMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('requests')
      .addColumn('request_id', 'text', (column) => column.primaryKey())
      .addColumn('purpose', 'text', (column) => column.notNull())
      .addColumn('formats', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull().unique())
      .addColumn('nonce', 'text', (column) => column.notNull())
      .addColumn('viewer_hash', 'text', (column) => column.notNull())
      .addColumn('phase', 'text', (column) => column.notNull())
      .addColumn('reason', 'text')
      .addColumn('report', 'text')
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'text', (column) => column.notNull())
      .addColumn('forget_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('requests_forgetting').on('requests').column('forget_at').execute();
    await db.schema
      .createTable('verifier_keys')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('encrypted', 'text', (column) => column.notNull())
      .addColumn('x5c', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .execute();
  },
};
