/** Records that a platform took over from another: how to know them again, and where their withdrawal would stand. */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const receivedRecordsMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('received_records')
      .addColumn('record_id', 'text', (column) => column.primaryKey())
      .addColumn('receiver', 'text', (column) => column.notNull())
      .addColumn('person_hash', 'text')
      .addColumn('credential_hash', 'text', (column) => column.notNull())
      .addColumn('platform_did', 'text', (column) => column.notNull())
      .addColumn('platform_name', 'text', (column) => column.notNull())
      .addColumn('as_of', 'text')
      .addColumn('first_day', 'text')
      .addColumn('last_day', 'text')
      .addColumn('status_references', 'text', (column) => column.notNull())
      .addColumn('code', 'text', (column) => column.notNull())
      .addColumn('received_at', 'text', (column) => column.notNull())
      .addColumn('changed_at', 'text')
      .addColumn('checked_at', 'text', (column) => column.notNull())
      .addColumn('next_check_at', 'text', (column) => column.notNull())
      .addColumn('forget_at', 'text', (column) => column.notNull())
      .addUniqueConstraint('received_records_once', ['receiver', 'credential_hash'])
      .execute();
    await db.schema
      .createIndex('received_records_person')
      .on('received_records')
      .columns(['receiver', 'person_hash'])
      .execute();
    await db.schema
      .createIndex('received_records_due')
      .on('received_records')
      .column('next_check_at')
      .execute();
  },
};
