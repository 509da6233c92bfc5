import { sql } from 'kysely';
import { NameBasis, type Worker } from '../core/credential/work-record.ts';
import { isPostgres } from './engine.ts';
import { isOneOf } from './many-rows.ts';
import type { Database, Tables } from './query-layer.ts';

/** A worker as an export names one, with or without a name. */
export type KnownWorker = { readonly workerId: string; readonly name: string | undefined };

/** A worker with all gig records of that worker as they are kept: a JSON array, in no particular order. */
export type WorkerWithGigs = { readonly worker: Worker; readonly gigs: string };

export type WorkerStore = ReturnType<typeof createWorkerStore>;

/** The persons whom the gig records are about. */
export const createWorkerStore = (db: Database) => ({
  /**
   * The worker with the name as checked, or else as it stands in the newest gig record, or where there is none, as an
   * export named the worker; nothing when unknown.
   */
  loadWorker: async (workerId: string): Promise<Worker | undefined> => (await loadWorkers(db, [workerId]))[0],

  /** Workers in the order of their ids, from behind `after` on. */
  listWorkers: async (page: { after?: string; limit: number }): Promise<Worker[]> =>
    loadWorkers(db, await listIds(db, page)),

  /** Their ids alone, in the same order. */
  listWorkerIds: (page: { after?: string; limit: number }): Promise<readonly string[]> => listIds(db, page),

  /** The workers of these ids, at most some hundreds, in their order; those of whom nothing is known are left out. */
  loadWorkers: (workerIds: readonly string[]): Promise<Worker[]> => loadWorkers(db, workerIds),

  /** The same with their gigs, read once for both. */
  loadWorkersWithGigs: (workerIds: readonly string[]): Promise<WorkerWithGigs[]> =>
    loadWithGigs(db, workerIds),

  /** How many `listWorkers` would give in all. */
  countWorkers: async (): Promise<number> => {
    const row = await db
      .selectFrom(
        db
          .selectFrom('gigs')
          .select('worker_id')
          .union(db.selectFrom('workers').select('worker_id'))
          .union(db.selectFrom('known_workers').select('worker_id'))
          .as('known'),
      )
      .select((select) => select.fn.countAll<number>().as('count'))
      .executeTakeFirst();
    return Number(row?.count ?? 0);
  },

  /** Keeps workers whom an export names without any gig; the name of the last export counts. */
  storeKnown: async (known: readonly KnownWorker[]): Promise<void> => {
    if (known.length === 0) return;
    const byId = new Map(known.map(({ workerId, name }) => [workerId, name ?? null]));
    await db
      .insertInto('known_workers')
      .values([...byId].map(([worker_id, name]) => ({ worker_id, name })))
      .onConflict((conflict) =>
        conflict.column('worker_id').doUpdateSet((set) => ({ name: set.ref('excluded.name') })),
      )
      .execute();
  },

  /** Keeps what the platform itself says of a worker; it counts above the name in any gig record. */
  storeWorker: async (worker: Worker): Promise<void> => {
    const said = { name: worker.name, birth_date: worker.birthDate ?? null, name_basis: worker.nameBasis };
    await db
      .insertInto('workers')
      .values({ worker_id: worker.workerId, ...said })
      .onConflict((conflict) => conflict.column('worker_id').doUpdateSet(said))
      .execute();
  },

  isErased: async (workerHash: string): Promise<boolean> => {
    const row = await db
      .selectFrom('erased_workers')
      .select('worker_hash')
      .where('worker_hash', '=', workerHash)
      .executeTakeFirst();
    return row !== undefined;
  },
});

/** Each table by itself is read no further than the page goes: a list of a million workers is never sorted as a whole. */
const listIds = async (
  db: Database,
  { after, limit }: { after?: string; limit: number },
): Promise<readonly string[]> => {
  const firstOf = (table: 'gigs' | 'workers' | 'known_workers') =>
    db
      .selectFrom(
        db
          .selectFrom(table)
          .select('worker_id')
          .distinct()
          .$if(after !== undefined, (query) => query.where('worker_id', '>', after ?? ''))
          .orderBy('worker_id')
          .limit(limit)
          .as('first'),
      )
      .select('worker_id');
  const rows = await db
    .selectFrom(firstOf('gigs').union(firstOf('workers')).union(firstOf('known_workers')).as('known'))
    .select('worker_id')
    .orderBy('worker_id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.worker_id);
};

const loadWorkers = async (db: Database, workerIds: readonly string[]): Promise<Worker[]> => {
  if (workerIds.length === 0) return [];
  return nameWorkers(db, workerIds, newestNames(await loadNamings(db, workerIds)));
};

const loadNamings = (db: Database, workerIds: readonly string[]): Promise<NamingRow[]> =>
  db
    .selectFrom('gigs')
    .select(['worker_id', 'worker_name', 'updated_at', 'gig_id'])
    .where(isOneOf(db, 'worker_id', workerIds))
    .execute();

/** One row for each worker: rows of gigs, one by one, would take twice as long. */
const loadWithGigs = async (db: Database, workerIds: readonly string[]): Promise<WorkerWithGigs[]> => {
  if (workerIds.length === 0) return [];
  const joined = isPostgres(db) ? sql`string_agg(record, ',')` : sql`group_concat(record)`;
  const rows = await db
    .selectFrom('gigs')
    .select(({ fn }) => [
      'worker_id',
      sql<string>`'[' || ${joined} || ']'`.as('records'),
      fn.min('worker_name').as('first_name'),
      fn.max('worker_name').as('last_name'),
    ])
    .where(isOneOf(db, 'worker_id', workerIds))
    .groupBy('worker_id')
    .execute();
  const names = new Map<string, string | undefined>();
  const gigs = new Map<string, string>();
  const renamed: string[] = [];
  for (const row of rows) {
    gigs.set(row.worker_id, row.records);
    if (row.first_name === row.last_name) names.set(row.worker_id, row.first_name ?? undefined);
    else renamed.push(row.worker_id);
  }
  // Where gigs tell of several names, the newest counts.
  if (renamed.length > 0)
    for (const [workerId, name] of newestNames(await loadNamings(db, renamed))) names.set(workerId, name);
  const workers = await nameWorkers(db, workerIds, names);
  return workers.map((worker) => ({ worker, gigs: gigs.get(worker.workerId) ?? '[]' }));
};

type NamingRow = Pick<Tables['gigs'], 'worker_id' | 'worker_name' | 'updated_at' | 'gig_id'>;

/** By worker the name in the newest gig that has one; undefined where none has. */
const newestNames = (gigs: readonly NamingRow[]): Map<string, string | undefined> => {
  const newestById = new Map<string, NamedGig>();
  for (const row of gigs) {
    const gig = { name: row.worker_name ?? undefined, updatedAt: Number(row.updated_at), gigId: row.gig_id };
    const newest = newestById.get(row.worker_id);
    if (newest === undefined || isNewerName(gig, newest)) newestById.set(row.worker_id, gig);
  }
  return new Map([...newestById].map(([workerId, { name }]) => [workerId, name]));
};

/** @param names of those who have gigs, as these tell */
const nameWorkers = async (
  db: Database,
  workerIds: readonly string[],
  names: ReadonlyMap<string, string | undefined>,
): Promise<Worker[]> => {
  const said = await db
    .selectFrom('workers')
    .selectAll()
    .where(isOneOf(db, 'worker_id', workerIds))
    .execute();
  const named = await db
    .selectFrom('known_workers')
    .selectAll()
    .where(isOneOf(db, 'worker_id', workerIds))
    .execute();
  const knownById = new Map(named.map((row) => [row.worker_id, row.name]));
  const saidById = new Map(said.map((row) => [row.worker_id, row]));
  return workerIds.flatMap((workerId): Worker[] => {
    const known = saidById.get(workerId);
    if (known !== undefined) {
      return [
        {
          workerId,
          name: known.name,
          nameBasis: NameBasis.parse(known.name_basis),
          ...(known.birth_date === null ? {} : { birthDate: known.birth_date }),
        },
      ];
    }
    if (!names.has(workerId) && !knownById.has(workerId)) return [];
    // A platform that sends no names at all still has workers: then the platform's own number stands for the name.
    const name = names.get(workerId) ?? knownById.get(workerId) ?? workerId;
    return [{ workerId, name, nameBasis: 'not_checked' }];
  });
};

type NamedGig = { readonly name: string | undefined; readonly updatedAt: number; readonly gigId: string };

/** A total order, so that the order of arrival never decides on a name. */
const isNewerName = (one: NamedGig, other: NamedGig): boolean => {
  if ((one.name === undefined) !== (other.name === undefined)) return one.name !== undefined;
  if (one.updatedAt !== other.updatedAt) return one.updatedAt > other.updatedAt;
  return one.gigId > other.gigId;
};
