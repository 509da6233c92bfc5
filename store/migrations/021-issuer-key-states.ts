/** Keys of the issuer that follow one another: since when each signs, until when it did, and how often any of this changed. */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const issuerKeyStatesMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    const columns = ['public_jwk', 'active_since', 'ended_at', 'retired_at'];
    for (const column of columns)
      await db.schema.alterTable('issuer_keys').addColumn(column, 'text').execute();
    await db.schema
      .alterTable('issuer_keys')
      .addColumn('state', 'text', (column) => column.notNull().defaultTo('active'))
      .execute();
    await db.schema
      .alterTable('issuer_keys')
      .addColumn('changes', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
