import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Over how many of the last ratings the platform shows a mean, as its mapping says; one row, or none. */
export const ratingWindowMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('rating_window')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('ratings', 'integer', (column) => column.notNull())
      .execute();
  },
};
