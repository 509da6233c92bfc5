import type { Worker } from '../core/credential/work-record.ts';
import type { Database } from './query-layer.ts';
import { loadWorkers } from './worker-names.ts';
import { type CountedWorker, listCounted, loadWithGigs, type WorkersWithGigs } from './workers-with-gigs.ts';

/** A worker as an export names one, with or without a name. */
export type KnownWorker = { readonly workerId: string; readonly name: string | undefined };

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
  loadWorkersWithGigs: (workerIds: readonly string[]): Promise<WorkersWithGigs> =>
    loadWithGigs(db, workerIds),

  /** Workers in the order of their ids, with how many gigs each has. */
  listCounted: (page: { after?: string; limit: number }): Promise<readonly CountedWorker[]> =>
    listCounted(db, page),

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
