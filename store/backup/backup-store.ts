import { createHash } from 'node:crypto';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql } from 'kysely';
import { KlusCVError } from '../../core/errors.ts';
import { isPostgres } from '../engine.ts';
import type { Database } from '../query-layer.ts';
import { inSnapshot } from '../transact.ts';
import { type BackupSummary, type Header, RowLine } from './format.ts';
import { listSteps, listTables, noStore, openAsIs } from './open-as-is.ts';

const rowsAtOnce = 1_000;
/** Of these a row may weigh a megabyte. */
const heavyTables = new Set(['issue_job_parts']);
const heavyRowsAtOnce = 8;

/**
 * Writes everything that is kept, as it stands at one moment, while services go on working; memory stays flat.
 *
 * @param url of the store
 * @param to gets the packed bytes and is ended
 * @throws KlusCVError `not_found` when there is no store, `invalid_config` or `unavailable` when it cannot be opened
 */
export async function backupStore(url: string, to: Writable, now: Date): Promise<BackupSummary> {
  const db = await openAsIs(url, { mustBeThere: true });
  const tables: Record<string, number> = {};
  try {
    await inSnapshot(db, async (snapshot) => {
      await pipeline(Readable.from(createLines(snapshot, now, tables)), createGzip(), to);
    });
  } finally {
    await db.destroy();
  }
  return { rows: Object.values(tables).reduce((sum, count) => sum + count, 0), tables };
}

/** The lines of a backup; counts rows into `tables` as it goes. */
async function* createLines(db: Database, now: Date, tables: Record<string, number>): AsyncGenerator<string> {
  const steps = await listSteps(db);
  if (steps.length === 0) throw noStore();
  const hash = createHash('sha256');
  const hashed = (value: unknown): string => {
    const line = `${JSON.stringify(value)}\n`;
    hash.update(line);
    return line;
  };
  const header: Header = { format: 'kluscv-backup', version: 1, madeAt: now.toISOString(), steps };
  yield hashed(header);
  let rows = 0;
  for (const table of await listTables(db)) {
    const columns = await listColumns(db, table);
    tables[table] = 0;
    yield hashed({ table, columns });
    for await (const page of readPages(db, table)) {
      tables[table] += page.length;
      rows += page.length;
      yield page.map((row) => hashed(asRow(columns.map((column) => row[column])))).join('');
    }
  }
  yield `${JSON.stringify({ rows, sha256: hash.digest('hex') })}\n`;
}

const asRow = (values: unknown[]): unknown[] => {
  const row = RowLine.safeParse(
    values.map((value) =>
      value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value,
    ),
  );
  if (!row.success)
    throw new KlusCVError('internal', 'A table holds a kind of value that backups do not know.');
  return row.data;
};

async function listColumns(db: Database, table: string): Promise<string[]> {
  const columns = isPostgres(db)
    ? sql<{ name: string }>`select attname as name from pg_attribute
        where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum`
    : sql<{ name: string }>`select name from pragma_table_info(${table}) order by cid`;
  return (await columns.execute(db)).rows.map(({ name }) => name);
}

type Row = Readonly<Record<string, unknown>>;

/** All rows, some at a time: by a cursor of the server, or by SQLite's own row numbers. */
async function* readPages(db: Database, table: string): AsyncGenerator<Row[]> {
  const atOnce = heavyTables.has(table) ? heavyRowsAtOnce : rowsAtOnce;
  if (isPostgres(db)) {
    await sql`declare backup_rows no scroll cursor for select * from ${sql.table(table)}`.execute(db);
    for (;;) {
      const { rows } = await sql<Row>`fetch ${sql.lit(atOnce)} from backup_rows`.execute(db);
      if (rows.length === 0) break;
      yield rows;
    }
    await sql`close backup_rows`.execute(db);
    return;
  }
  let last: unknown = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const { rows } = await sql<Row>`select rowid as backup_row, * from ${sql.table(table)}
      where rowid > ${last} order by rowid limit ${atOnce}`.execute(db);
    if (rows.length === 0) return;
    yield rows;
    last = rows.at(-1)?.backup_row;
  }
}
