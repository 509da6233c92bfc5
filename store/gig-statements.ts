/**
 * The statements of an import, which is more rows than anything else. Their texts are made once and only given other
 * values: to build one large statement for each batch would cost more time and memory than the database itself does.
 * PostgreSQL takes a whole batch as arrays, SQLite the ids as one JSON text and the rows some dozens at a time.
 */
import { CompiledQuery, sql } from 'kysely';
import { isPostgres } from './engine.ts';
import type { GigTables } from './gig-tables.ts';
import type { Database } from './query-layer.ts';
import { withoutNul } from './without-nul.ts';

type GigRow = GigTables['gigs'];
export type KeptGig = Pick<GigRow, 'gig_id' | 'worker_id' | 'updated_at' | 'stored_at' | 'record'>;

/** Finds the versions of gigs that are kept, by their ids. */
export async function findGigs(db: Database, gigIds: readonly string[]): Promise<KeptGig[]> {
  const ids = isPostgres(db)
    ? sql<string>`any(${[...gigIds]}::text[])`
    : // As JSON a zero byte would be kept: what is looked for is what the driver would have kept.
      sql<string>`(select value from json_each(${JSON.stringify(withoutNul([...gigIds]))}))`;
  const { rows } = await sql<KeptGig>`select gig_id, worker_id, updated_at, stored_at, record from gigs
    where gig_id ${sql.raw(isPostgres(db) ? '=' : 'in')} ${ids}`.execute(db);
  return rows;
}

/** Writes gigs, over the versions that are kept; of two with one id the last one stays. */
export const writeGigs = (db: Database, rows: readonly GigRow[]): Promise<void> =>
  isPostgres(db) ? writeTogether(db, rows) : writeSomeAtOnce(db, rows);

/** The latest moment at which any gig was known, also of those that are gone. */
export async function findNewestUpdate(db: Database): Promise<number | undefined> {
  const inGigs = isPostgres(db) ? sql`union all select max(known_at) from gigs` : sql``;
  const { rows } = await sql<{ known_at: number | string | null }>`
    select known_at from newest_update ${inGigs}`.execute(db);
  const moments = rows.flatMap(({ known_at: moment }) => (moment === null ? [] : [Number(moment)]));
  return moments.length === 0 ? undefined : Math.max(...moments);
}

/** Before gigs of a worker go: the moment up to which data has come in stays. SQLite keeps it as gigs come. */
export async function keepNewestUpdate(db: Database, workerId: string): Promise<void> {
  if (!isPostgres(db)) return;
  await sql`insert into newest_update
    select 1, max(known_at) from gigs where worker_id = ${workerId} having max(known_at) is not null
    on conflict (id) do update set known_at = greatest(newest_update.known_at, excluded.known_at)`.execute(
    db,
  );
}

const columns = ['worker_id', 'worker_name', 'updated_at', 'known_at', 'stored_at', 'record'] as const;
const renewed = columns.map((column) => `${column} = excluded.${column}`).join(', ');
const rowsAtOnce = 50;

const insertOf = (count: number): string =>
  `insert into gigs (gig_id, ${columns.join(', ')}) values ${Array(count).fill('(?, ?, ?, ?, ?, ?, ?)').join(', ')}
    on conflict (gig_id) do update set ${renewed}`;
const insertSome = insertOf(rowsAtOnce);
const insertOne = insertOf(1);

async function writeSomeAtOnce(db: Database, rows: readonly GigRow[]): Promise<void> {
  let first = 0;
  for (; first + rowsAtOnce <= rows.length; first += rowsAtOnce)
    await db.executeQuery(CompiledQuery.raw(insertSome, toValues(rows, first, first + rowsAtOnce)));
  for (; first < rows.length; first += 1)
    await db.executeQuery(CompiledQuery.raw(insertOne, toValues(rows, first, first + 1)));
}

function toValues(rows: readonly GigRow[], first: number, end: number): unknown[] {
  const values: unknown[] = [];
  for (const row of rows.slice(first, end)) {
    values.push(row.gig_id);
    for (const column of columns) values.push(row[column]);
  }
  return values;
}

async function writeTogether(db: Database, rows: readonly GigRow[]): Promise<void> {
  if (rows.length === 0) return;
  const last = [...new Map(rows.map((row) => [row.gig_id, row])).values()];
  const texts = (name: 'gig_id' | 'worker_id' | 'worker_name' | 'record') =>
    sql`${last.map((row) => row[name])}::text[]`;
  const numbers = (name: 'updated_at' | 'known_at' | 'stored_at') =>
    sql`${last.map((row) => row[name])}::bigint[]`;
  await sql`insert into gigs (gig_id, worker_id, worker_name, updated_at, known_at, stored_at, record)
    select * from unnest(${texts('gig_id')}, ${texts('worker_id')}, ${texts('worker_name')},
      ${numbers('updated_at')}, ${numbers('known_at')}, ${numbers('stored_at')}, ${texts('record')})
    on conflict (gig_id) do update set ${sql.raw(renewed)}`.execute(db);
}
