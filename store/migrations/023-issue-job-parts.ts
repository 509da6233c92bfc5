/** What a run that a call began has signed, packed, some hundred lines a row: any replica hands it out. */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const issueJobPartsMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('issue_job_parts')
      .addColumn('job_id', 'text', (column) =>
        column.notNull().references('issue_jobs.job_id').onDelete('cascade'),
      )
      .addColumn('last_worker', 'text', (column) => column.notNull())
      .addColumn('packed', 'blob', (column) => column.notNull())
      .addPrimaryKeyConstraint('issue_job_parts_key', ['job_id', 'last_worker'])
      .execute();
  },
};
