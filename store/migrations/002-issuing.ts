/** Offers, tokens, credentials and status lists. */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const issuingMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('issuer_keys')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('encrypted', 'text', (column) => column.notNull())
      .addColumn('x5c', 'text')
      .addColumn('created_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('tx_codes')
      .addColumn('tx_code_id', 'text', (column) => column.primaryKey())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('tries', 'integer', (column) => column.notNull())
      .addColumn('expires_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('offers')
      .addColumn('offer_hash', 'text', (column) => column.primaryKey())
      .addColumn('code_hash', 'text', (column) => column.notNull().unique())
      .addColumn('worker_id', 'text', (column) => column.notNull())
      .addColumn('configurations', 'text', (column) => column.notNull())
      .addColumn('include', 'text')
      .addColumn('tx_code_id', 'text')
      .addColumn('expires_at', 'text', (column) => column.notNull())
      .addColumn('used_at', 'text')
      .execute();
    await db.schema
      .createTable('claim_links')
      .addColumn('token_hash', 'text', (column) => column.primaryKey())
      .addColumn('session_hash', 'text', (column) => column.unique())
      .addColumn('worker_id', 'text', (column) => column.notNull())
      .addColumn('configurations', 'text', (column) => column.notNull())
      .addColumn('include', 'text')
      .addColumn('tx_code_id', 'text')
      .addColumn('expires_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('access_tokens')
      .addColumn('token_hash', 'text', (column) => column.primaryKey())
      .addColumn('worker_id', 'text', (column) => column.notNull())
      .addColumn('include', 'text')
      .addColumn('expires_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('access_token_grants')
      .addColumn('token_hash', 'text', (column) => column.notNull())
      .addColumn('configuration', 'text', (column) => column.notNull())
      .addColumn('issued', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('access_token_grants_key', ['token_hash', 'configuration'])
      .execute();
    await db.schema
      .createTable('used_nonces')
      .addColumn('nonce_hash', 'text', (column) => column.primaryKey())
      .addColumn('expires_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('status_lists')
      .addColumn('list', 'integer', (column) => column.primaryKey())
      .addColumn('size', 'integer', (column) => column.notNull())
      .addColumn('used', 'integer', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('status_entries')
      .addColumn('list', 'integer', (column) => column.notNull())
      .addColumn('idx', 'integer', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('status_entries_key', ['list', 'idx'])
      .execute();
    await db.schema
      .createTable('credentials')
      .addColumn('credential_id', 'text', (column) => column.primaryKey())
      .addColumn('worker_id', 'text', (column) => column.notNull())
      .addColumn('configuration', 'text', (column) => column.notNull())
      .addColumn('list', 'integer', (column) => column.notNull())
      .addColumn('idx', 'integer', (column) => column.notNull())
      .addColumn('status_reason', 'text')
      .addColumn('issued_at', 'text', (column) => column.notNull())
      .addColumn('valid_until', 'text', (column) => column.notNull())
      .addUniqueConstraint('credentials_status_index', ['list', 'idx'])
      .execute();
    await db.schema.createIndex('credentials_worker').on('credentials').column('worker_id').execute();
    await db.schema
      .createIndex('status_entries_changed')
      .on('status_entries')
      .columns(['list', 'status'])
      .execute();
    for (const table of ['tx_codes', 'offers', 'claim_links', 'access_tokens', 'used_nonces'])
      await db.schema.createIndex(`${table}_expiry`).on(table).column('expires_at').execute();
  },
};
