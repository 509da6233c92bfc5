import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which lines of an import were refused, so that all of them can be fetched afterwards. */
export const importsMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('refused_lines')
      .addColumn('import_id', 'text', (column) => column.notNull())
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('line', 'text', (column) => column.notNull())
      .addColumn('code', 'text', (column) => column.notNull())
      .addColumn('message', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('refused_lines_key', ['import_id', 'seq'])
      .execute();
    await db.schema
      .createTable('imports')
      .addColumn('import_id', 'text', (column) => column.primaryKey())
      .addColumn('started_at', 'text', (column) => column.notNull())
      .execute();
  },
};
