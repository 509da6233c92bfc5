/** What must not come back, receipts of erasures, and workers of whom nothing is to stay once they have their KlusCV. */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const erasureMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('removed_reviews')
      .addColumn('gig_hash', 'text', (column) => column.primaryKey())
      .execute();
    await db.schema
      .createTable('erasures')
      .addColumn('receipt_id', 'text', (column) => column.primaryKey())
      .addColumn('erased_at', 'text', (column) => column.notNull())
      .addColumn('receipt', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('claimed_workers')
      .addColumn('worker_id', 'text', (column) => column.primaryKey())
      .addColumn('claimed_at', 'text', (column) => column.notNull())
      .execute();
  },
};
