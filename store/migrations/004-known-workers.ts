import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Workers whom an export names without any gig: they are workers, with nothing done yet. */
export const knownWorkersMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('known_workers')
      .addColumn('worker_id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text')
      .execute();
  },
};
