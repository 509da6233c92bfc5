import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const gigsMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('gigs')
      .addColumn('gig_id', 'text', (column) => column.primaryKey())
      .addColumn('worker_id', 'text', (column) => column.notNull())
      .addColumn('worker_name', 'text')
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addColumn('known_at', 'bigint', (column) => column.notNull())
      .addColumn('record', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('gigs_by_worker').on('gigs').column('worker_id').execute();
    await db.schema.createIndex('gigs_by_known_at').on('gigs').column('known_at').execute();
    await db.schema
      .createTable('workers')
      .addColumn('worker_id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('birth_date', 'text')
      .addColumn('name_basis', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('erased_workers')
      .addColumn('worker_hash', 'text', (column) => column.primaryKey())
      .execute();
  },
};
