/** How many entries of an audit log there are of each kind, as far as they were counted: a million is not read again. */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const auditCountsMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('audit_counts')
      .addColumn('log', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('configuration', 'text', (column) => column.notNull())
      .addColumn('entries', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('audit_counts_key', ['log', 'action', 'actor', 'configuration'])
      .execute();
    await db.schema
      .createTable('audit_counted')
      .addColumn('log', 'text', (column) => column.primaryKey())
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .execute();
  },
};
