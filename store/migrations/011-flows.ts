/** Same-device sessions, encrypted answers, requests through the browser. What stands there already is cross-device. */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const flowsMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    const filled = [
      ['flow', 'cross-device'],
      ['response_mode', 'direct_post'],
      ['client_id_prefix', 'x509_hash'],
    ] as const;
    for (const [name, value] of filled)
      await db.schema
        .alterTable('requests')
        .addColumn(name, 'text', (column) => column.notNull().defaultTo(value))
        .execute();
    for (const name of ['encryption_key', 'origin', 'return_url', 'response_code_hash'] as const)
      await db.schema.alterTable('requests').addColumn(name, 'text').execute();
    await db.schema
      .alterTable('requests')
      .addColumn('released', 'integer', (column) => column.notNull().defaultTo(1))
      .execute();
  },
};
