/**
 * The two statements of an import. For SQLite they are compiled once for a batch and then only given other values: to
 * build one large statement for each batch would cost more time and memory than the database itself does. PostgreSQL is
 * further away, so there a whole batch goes in one statement, as arrays.
 */
import { type CompiledQuery, sql } from 'kysely';
import { isPostgres } from './engine.ts';
import type { GigTables } from './gig-tables.ts';
import type { Database } from './query-layer.ts';

type GigRow = GigTables['gigs'];
export type KeptGig = Pick<GigRow, 'gig_id' | 'worker_id' | 'updated_at' | 'stored_at' | 'record'>;

/** Finds the versions of gigs that are kept, by their ids. */
export const findGigs = (db: Database, gigIds: readonly string[]): Promise<KeptGig[]> =>
  isPostgres(db) ? findTogether(db, gigIds) : findOneByOne(db, gigIds);

/** Writes gigs, over the versions that are kept; of two with one id the last one stays. */
export const writeGigs = (db: Database, rows: readonly GigRow[]): Promise<void> =>
  isPostgres(db) ? writeTogether(db, rows) : writeOneByOne(db, rows);

const found = ['gig_id', 'worker_id', 'updated_at', 'stored_at', 'record'] as const;
const columns = ['worker_id', 'worker_name', 'updated_at', 'known_at', 'stored_at', 'record'] as const;

async function findOneByOne(db: Database, gigIds: readonly string[]): Promise<KeptGig[]> {
  const find = db.selectFrom('gigs').select(found).where('gig_id', '=', '').compile();
  const kept: KeptGig[] = [];
  for (const gigId of gigIds) {
    const [row] = (await db.executeQuery<KeptGig>({ ...find, parameters: [gigId] })).rows;
    if (row !== undefined) kept.push(row);
  }
  return kept;
}

const findTogether = (db: Database, gigIds: readonly string[]): Promise<KeptGig[]> =>
  db
    .selectFrom('gigs')
    .select(found)
    .where('gig_id', '=', sql<string>`any(${[...gigIds]}::text[])`)
    .execute();

async function writeOneByOne(db: Database, rows: readonly GigRow[]): Promise<void> {
  const blank = { worker_id: '', worker_name: '', updated_at: 0, known_at: 0, stored_at: 0, record: '' };
  const write: CompiledQuery = db
    .insertInto('gigs')
    .values({ gig_id: '', ...blank })
    .onConflict((conflict) =>
      conflict
        .column('gig_id')
        .doUpdateSet((set) =>
          Object.fromEntries(columns.map((column) => [column, set.ref(`excluded.${column}`)])),
        ),
    )
    .compile();
  for (const row of rows) {
    const parameters = [row.gig_id, ...columns.map((column) => row[column])];
    await db.executeQuery({ ...write, parameters });
  }
}

async function writeTogether(db: Database, rows: readonly GigRow[]): Promise<void> {
  if (rows.length === 0) return;
  const last = [...new Map(rows.map((row) => [row.gig_id, row])).values()];
  const texts = (name: 'gig_id' | 'worker_id' | 'worker_name' | 'record') =>
    sql`${last.map((row) => row[name])}::text[]`;
  const numbers = (name: 'updated_at' | 'known_at' | 'stored_at') =>
    sql`${last.map((row) => row[name])}::bigint[]`;
  const renewed = sql.join(columns.map((column) => sql`${sql.id(column)} = excluded.${sql.id(column)}`));
  await sql`insert into gigs (gig_id, worker_id, worker_name, updated_at, known_at, stored_at, record)
    select * from unnest(${texts('gig_id')}, ${texts('worker_id')}, ${texts('worker_name')},
      ${numbers('updated_at')}, ${numbers('known_at')}, ${numbers('stored_at')}, ${texts('record')})
    on conflict (gig_id) do update set ${renewed}`.execute(db);
}
