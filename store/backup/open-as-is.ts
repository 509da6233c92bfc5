/** A database as it stands, without bringing its tables up to date. */
import { existsSync } from 'node:fs';
import { sql } from 'kysely';
import { KlusCVError } from '../../core/errors.ts';
import { isPostgres } from '../engine.ts';
import type { Database } from '../query-layer.ts';
import { openSqlite } from '../sqlite/open-sqlite.ts';

const asIs = async (): Promise<void> => undefined;

/**
 * Opens the database behind a store's URL for work on all of it.
 * @throws KlusCVError `invalid_config`, `unavailable`, or `not_found` when it must be there and is not
 */
export async function openAsIs(url: string, { mustBeThere }: { mustBeThere: boolean }): Promise<Database> {
  if (/^postgres(ql)?:/.test(url)) {
    const { openPostgres } = await import('../postgres/open-postgres.ts');
    return (await openPostgres(url, asIs, { unhurried: true })).db;
  }
  if (!url.startsWith('sqlite:') || /^sqlite:(:memory:)?$/.test(url))
    throw new KlusCVError('invalid_config', 'KLUSCV_DATABASE_URL: must be sqlite:path or postgres://….');
  if (mustBeThere && !existsSync(url.slice('sqlite:'.length))) throw noStore();
  return openSqlite(url, asIs);
}

export const noStore = (): KlusCVError =>
  new KlusCVError('not_found', 'There is no store at this address.', {
    remedy: 'Set KLUSCV_DATABASE_URL to that of the service.',
  });

/** Counts that mean nothing a minute later, and what follows from the gigs. */
const passing = new Set(['call_counts', 'newest_update']);

/** Our tables in the order in which they were made: what others refer to comes first. */
export async function listTables(db: Database): Promise<string[]> {
  const names = isPostgres(db)
    ? sql<{ name: string }>`select relname as name from pg_class
        where relkind = 'r' and relnamespace = current_schema()::regnamespace order by oid`
    : sql<{ name: string }>`select name from sqlite_master where type = 'table' order by rowid`;
  const { rows } = await names.execute(db);
  return rows
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('kysely_') && !name.startsWith('sqlite_') && !passing.has(name));
}

/** The steps that made these tables, in order; none when there are no tables. */
export async function listSteps(db: Database): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}
