/**
 * Up to which moment the platform's data has come in, as one row. SQLite keeps it by itself, whoever writes: an index
 * over all gigs, of which only the end was ever read, cost an import more than everything else that it writes, since
 * gigs come in no order of time. PostgreSQL keeps its index, so that those who import at once do not wait for one row.
 */
import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const newestUpdateMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('newest_update')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('known_at', 'bigint', (column) => column.notNull())
      .execute();
    if (db.getExecutor().adapter instanceof PostgresAdapter) return;
    await sql`insert into newest_update select 1, max(known_at) from gigs having max(known_at) is not null`.execute(
      db,
    );
    for (const change of ['insert', 'update'])
      await sql`create trigger ${sql.id(`newest_update_by_${change}`)} after ${sql.raw(change)} on gigs
        when new.known_at > coalesce((select known_at from newest_update), -1)
        begin insert into newest_update values (1, new.known_at)
          on conflict (id) do update set known_at = excluded.known_at; end`.execute(db);
    await db.schema.dropIndex('gigs_by_known_at').execute();
  },
};
