import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How far the fetching from each of the platform's own endpoints has come. */
export const sourcesMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('sources')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('state', 'text', (column) => column.notNull())
      .execute();
  },
};
