/** What a verifier keeps for longer than a moment: the answer of a session for its report, the operator's register, calls about records that changed, and who changed its keys. */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const verifierKeepingMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const column of ['presented', 'answered_at'])
      await db.schema.alterTable('requests').addColumn(column, 'text').execute();
    await db.schema
      .createTable('kept_reports')
      .addColumn('report_id', 'text', (column) => column.primaryKey())
      .addColumn('reference_hash', 'text', (column) => column.notNull().unique())
      .addColumn('encrypted', 'text', (column) => column.notNull())
      .addColumn('kept_at', 'text', (column) => column.notNull())
      .addColumn('forget_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('kept_reports_end').on('kept_reports').column('forget_at').execute();
    await db.schema
      .createTable('kept_report_credentials')
      .addColumn('report_id', 'text', (column) =>
        column.notNull().references('kept_reports.report_id').onDelete('cascade'),
      )
      .addColumn('credential_hash', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('kept_report_credentials_key', ['credential_hash', 'report_id'])
      .execute();
    await db.schema.alterTable('received_records').addColumn('webhook_url', 'text').execute();
    await db.schema
      .createTable('record_deliveries')
      .addColumn('delivery_id', 'text', (column) => column.primaryKey())
      .addColumn('record_id', 'text', (column) => column.notNull())
      .addColumn('receiver', 'text', (column) => column.notNull())
      .addColumn('url', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('next_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('record_deliveries_due').on('record_deliveries').column('next_at').execute();
    await db.schema
      .createTable('verifier_audit_log')
      .addColumn('seq', 'integer', (column) => column.primaryKey())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('worker', 'text')
      .addColumn('subject', 'text')
      .addColumn('details', 'text', (column) => column.notNull())
      .addColumn('previous', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .execute();
  },
};
