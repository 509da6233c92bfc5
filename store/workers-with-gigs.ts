/** Some hundred workers with all of their gigs, for those who count them all. */
import { sql } from 'kysely';
import { toUtf8 } from '../core/bytes.ts';
import type { Worker } from '../core/credential/work-record.ts';
import { isPostgres } from './engine.ts';
import { isOneOf } from './many-rows.ts';
import type { Database } from './query-layer.ts';
import { loadNamings, nameWorkers, newestNames } from './worker-names.ts';

export type WorkersWithGigs = {
  /** Those of whom anything is known; `line` is where their gigs stand in `gigs`, undefined when there are none. */
  readonly workers: readonly { readonly worker: Worker; readonly line: number | undefined }[];
  /** For each worker a line: all gig records as they are kept, in no particular order, as a JSON array in UTF-8. */
  readonly gigs: Uint8Array<ArrayBuffer>;
};

/**
 * As few and large values as it goes: rows of gigs, one by one, take twice as long, and a copy of each when handed on. As
 * bytes, since a text of a megabyte is a burden to whoever collects it.
 */
export const loadWithGigs = async (db: Database, workerIds: readonly string[]): Promise<WorkersWithGigs> => {
  if (workerIds.length === 0) return { workers: [], gigs: new Uint8Array() };
  const postgres = isPostgres(db);
  // Canonical JSON has no line feed in it.
  const { rows } = await sql<{ gigs: Uint8Array<ArrayBuffer> | string | null; named: string | null }>`
    select ${postgres ? sql`string_agg(gigs, chr(10))` : sql`cast(group_concat(gigs, char(10)) as blob)`} as gigs,
      ${
        postgres
          ? sql`json_agg(json_build_array(worker_id, first_name, last_name))::text`
          : sql`json_group_array(json_array(worker_id, first_name, last_name))`
      } as named
    from (
      select worker_id, min(worker_name) as first_name, max(worker_name) as last_name,
        '[' || ${postgres ? sql`string_agg(record, ',')` : sql`group_concat(record)`} || ']' as gigs
      from gigs where ${isOneOf(db, 'worker_id', workerIds)} group by worker_id
    ) as each_worker`.execute(db);
  const named = JSON.parse(rows[0]?.named ?? '[]') as [string, string | null, string | null][];
  const names = new Map(named.map(([workerId, name]) => [workerId, name ?? undefined]));
  // Where gigs tell of several names, the newest counts.
  const renamed = named.filter(([, first, last]) => first !== last).map(([workerId]) => workerId);
  if (renamed.length > 0)
    for (const [workerId, name] of newestNames(await loadNamings(db, renamed))) names.set(workerId, name);
  const workers = await nameWorkers(db, workerIds, names);
  const gigs = rows[0]?.gigs ?? '';
  const lines = new Map(named.map(([workerId], line) => [workerId, line]));
  return {
    workers: workers.map((worker) => ({ worker, line: lines.get(worker.workerId) })),
    gigs: typeof gigs === 'string' ? toUtf8(gigs) : gigs,
  };
};

export type CountedWorker = { readonly workerId: string; readonly gigs: number };

/** Workers in the order of their ids, from behind `after` on, with how many gigs each has; read no further than the page goes. */
export const listCounted = async (
  db: Database,
  { after, limit }: { readonly after?: string; readonly limit: number },
): Promise<readonly CountedWorker[]> => {
  const behind = after === undefined ? sql`` : sql`where worker_id > ${after}`;
  const counted = sql`select worker_id, count(*) as gigs from gigs ${behind} group by worker_id order by worker_id limit ${limit}`;
  const named = (table: 'workers' | 'known_workers') =>
    sql`select worker_id, 0 as gigs from ${sql.table(table)} ${behind} order by worker_id limit ${limit}`;
  const { rows } = await sql<{ worker_id: string; gigs: number | string }>`
    select worker_id, sum(gigs) as gigs from (
      select * from (${counted}) as one union all select * from (${named('workers')}) as two
      union all select * from (${named('known_workers')}) as three
    ) as known group by worker_id order by worker_id limit ${limit}`.execute(db);
  return rows.map((row) => ({ workerId: row.worker_id, gigs: Number(row.gigs) }));
};
