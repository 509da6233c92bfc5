import { createHash, timingSafeEqual } from 'node:crypto';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { sql } from 'kysely';
import type { z } from 'zod';
import { KlusCVError } from '../../core/errors.ts';
import { migrate, migrateUpTo } from '../migrate.ts';
import type { Database } from '../query-layer.ts';
import { inTransaction } from '../transact.ts';
import { type BackupSummary, EndLine, Header, RowLine, TableLine } from './format.ts';
import { listTables, openAsIs } from './open-as-is.ts';

/** PostgreSQL takes 65,535 values in one statement, SQLite 32,766. */
const valuesAtOnce = 15_000;
/** And no more than this in memory. */
const charactersAtOnce = 8 << 20;

/**
 * Fills an empty store with what a backup holds, all of it or nothing, on whichever engine.
 *
 * @param url of the store; its tables are made when they are not there
 * @param from the packed bytes
 * @throws KlusCVError `conflict` when the store is not empty, `invalid_request` when the backup is damaged or comes
 *   from a newer release
 */
export async function restoreStore(url: string, from: Readable): Promise<BackupSummary> {
  const db = await openAsIs(url, { mustBeThere: false });
  try {
    const lines = readLines(from);
    const first = (await lines.next()).value;
    const header = parseLine(Header, first);
    await refuseUsed(db);
    // With the tables as they were when the backup was made; what came later is added afterwards.
    await migrateUpTo(db, header.steps);
    await refuseUsed(db);
    const summary = await inTransaction(db, (tx) => fill(tx, lines, first ?? ''));
    await migrate(db);
    return summary;
  } finally {
    await db.destroy();
  }
}

async function refuseUsed(db: Database): Promise<void> {
  for (const table of await listTables(db)) {
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db);
    if (rows.length > 0)
      throw new KlusCVError('conflict', 'This store is not empty.', {
        remedy: 'Restore into a new file or a new database, and point the service to it.',
      });
  }
}

async function fill(db: Database, lines: Lines, first: string): Promise<BackupSummary> {
  const known = new Set(await listTables(db));
  const hash = createHash('sha256').update(`${first}\n`);
  const tables: Record<string, number> = {};
  let current: TableLine | undefined;
  let waiting: RowLine[] = [];
  let characters = 0;
  let rows = 0;
  const write = async (): Promise<void> => {
    if (current !== undefined && waiting.length > 0) await insert(db, current, waiting);
    waiting = [];
    characters = 0;
  };
  for await (const line of lines) {
    const value = parseJson(line);
    if (Array.isArray(value)) {
      const row = parseAs(RowLine, value);
      if (current === undefined || row.length !== current.columns.length) throw damaged();
      waiting.push(row);
      rows += 1;
      tables[current.table] = (tables[current.table] ?? 0) + 1;
      characters += line.length;
      if (waiting.length * row.length > valuesAtOnce || characters > charactersAtOnce) await write();
    } else if (isEnd(value)) {
      const end = parseAs(EndLine, value);
      await write();
      const [said, found] = [Buffer.from(end.sha256, 'hex'), hash.digest()];
      if (end.rows !== rows || said.length !== found.length || !timingSafeEqual(said, found)) throw damaged();
      if ((await lines.next()).done !== true) throw damaged();
      return { rows, tables };
    } else {
      await write();
      current = parseAs(TableLine, value);
      if (!known.has(current.table)) throw damaged();
      tables[current.table] = 0;
    }
    hash.update(`${line}\n`);
  }
  throw damaged();
}

const isEnd = (value: unknown): boolean => typeof value === 'object' && value !== null && 'sha256' in value;

async function insert(db: Database, { table, columns }: TableLine, rows: RowLine[]): Promise<void> {
  const names = sql.join(columns.map((column) => sql.id(column)));
  const values = sql.join(rows.map((row) => sql`(${sql.join(row.map(fromLine))})`));
  await sql`insert into ${sql.table(table)} (${names}) values ${values}`.execute(db);
}

const fromLine = (value: RowLine[number]): string | number | null | Uint8Array =>
  typeof value === 'object' && value !== null ? Buffer.from(value.base64, 'base64') : value;

type Lines = AsyncGenerator<string, undefined>;

/** Lines end with a line feed and nothing else: texts may hold every other sign that ends lines somewhere. */
async function* readLines(from: Readable): Lines {
  const unpacked = createGunzip();
  from.once('error', (error) => unpacked.destroy(error));
  from.pipe(unpacked);
  unpacked.setEncoding('utf8');
  let rest = '';
  try {
    for await (const chunk of unpacked) {
      const lines = `${rest}${String(chunk)}`.split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (cause) {
    throw cause instanceof KlusCVError ? cause : damaged(cause);
  }
  if (rest !== '') throw damaged();
  return undefined;
}

const damaged = (cause?: unknown): KlusCVError =>
  new KlusCVError('invalid_request', 'This is no whole backup.', {
    cause,
    remedy: 'Take another copy of it; nothing was restored.',
  });

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw damaged(cause);
  }
}

function parseAs<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw damaged();
  return parsed.data;
}

const parseLine = <T>(schema: z.ZodType<T>, line: string | undefined): T => {
  if (line === undefined) throw damaged();
  return parseAs(schema, parseJson(line));
};
