/** Who is told of the end of a question, and what of that is still to be done. */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const requestWebhooksMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('request_webhooks')
      .addColumn('request_id', 'text', (column) => column.primaryKey())
      .addColumn('url', 'text', (column) => column.notNull())
      .addColumn('ended_as', 'text')
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('next_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('request_webhooks_due').on('request_webhooks').column('next_at').execute();
  },
};
