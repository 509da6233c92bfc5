/** Copies that name for whom they are, that a newer one exists, what a correction touched, and corrections that workers ask. */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const copiesMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema.alterTable('gigs').addColumn('stored_at', 'bigint').execute();
    for (const column of ['made_for', 'include', 'reason_code', 'record_hash', 'corrected_at'])
      await db.schema.alterTable('credentials').addColumn(column, 'text').execute();
    await db.schema
      .alterTable('credentials')
      .addColumn('corrected_gigs', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema
      .createIndex('credentials_corrected')
      .on('credentials')
      .columns(['corrected_at', 'credential_id'])
      .execute();
    await db.schema
      .alterTable('status_entries')
      .addColumn('newer', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema
      .createIndex('status_entries_newer')
      .on('status_entries')
      .columns(['list', 'newer'])
      .execute();
    await db.schema
      .createTable('correction_requests')
      .addColumn('correction_id', 'text', (column) => column.primaryKey())
      .addColumn('worker_id', 'text', (column) => column.notNull())
      .addColumn('about', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('asked_at', 'text', (column) => column.notNull())
      .addColumn('outcome', 'text')
      .addColumn('answer', 'text')
      .addColumn('answered_at', 'text')
      .execute();
    await db.schema
      .createIndex('correction_requests_worker')
      .on('correction_requests')
      .column('worker_id')
      .execute();
    await db.schema
      .createIndex('correction_requests_open')
      .on('correction_requests')
      .columns(['outcome', 'asked_at', 'correction_id'])
      .execute();
  },
};
