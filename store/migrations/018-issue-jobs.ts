/** Issuing to everybody: how far a run is, what was remembered and not yet written to its file, and places given out in blocks. */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const issueJobsMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .alterTable('status_lists')
      .addColumn('block_end', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema
      .createTable('issue_jobs')
      .addColumn('job_id', 'text', (column) => column.primaryKey())
      .addColumn('configuration', 'text', (column) => column.notNull())
      .addColumn('file', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('holder', 'text')
      .addColumn('held_until', 'text')
      .addColumn('last_worker', 'text')
      .addColumn('last_written', 'text')
      .addColumn('workers', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('issued', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('skipped', 'text', (column) => column.notNull())
      .addColumn('failure', 'text')
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('ended_at', 'text')
      .execute();
    await db.schema
      .createIndex('issue_jobs_state')
      .on('issue_jobs')
      .columns(['state', 'kind', 'held_until'])
      .execute();
    await db.schema
      .createTable('issue_job_lines')
      .addColumn('job_id', 'text', (column) =>
        column.notNull().references('issue_jobs.job_id').onDelete('cascade'),
      )
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('credential_id', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('issue_job_lines_key', ['job_id', 'seq'])
      .execute();
  },
};
