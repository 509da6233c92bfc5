/** By which API key a question was asked: only that one takes over what came of it. */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const requestOpenerMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema.alterTable('requests').addColumn('opened_by', 'text').execute();
  },
};
