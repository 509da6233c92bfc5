/** What several processes on one database share: calls counted, status lists as signed, lists handed out, work to do. */
import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const replicasMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('call_counts')
      .addColumn('caller', 'text', (column) => column.primaryKey())
      .addColumn('calls', 'integer', (column) => column.notNull())
      .addColumn('ends_at', 'bigint', (column) => column.notNull())
      .execute();
    // Counts of a minute: losing them in a crash costs nothing, and writing them twice would cost every call.
    if (db.getExecutor().adapter instanceof PostgresAdapter)
      await sql`alter table call_counts set unlogged`.execute(db);
    await db.schema
      .createTable('signed_lists')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('signed_at', 'bigint', (column) => column.notNull())
      .addColumn('signed', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('known_lists')
      .addColumn('url', 'text', (column) => column.primaryKey())
      .execute();
    await db.schema
      .createTable('jobs')
      .addColumn('job_id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('data', 'text', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('next_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('jobs_due').on('jobs').columns(['name', 'next_at']).execute();
  },
};
