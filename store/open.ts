import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { KlusCVError } from '../core/errors.ts';
import { type CallCountStore, createCallCountStore } from './call-counts.ts';
import { createGigStore } from './gigs.ts';
import { createImportStore } from './imports.ts';
import { createIssuingStores } from './issuing.ts';
import type { JobOptions, Jobs } from './jobs/jobs.ts';
import { createLocalJobs } from './jobs/local-jobs.ts';
import { joinCalls } from './join-calls.ts';
import { type Migrate, migrate } from './migrate.ts';
import { createOperatingStores } from './operating.ts';
import type { Database } from './query-layer.ts';
import { createLocalSignals } from './signals/local-signals.ts';
import type { Signals } from './signals/signals.ts';
import { createSourceStore } from './sources.ts';
import { openSqlite } from './sqlite/open-sqlite.ts';
import { inTransaction } from './transact.ts';
import { createVerifyingStores } from './verifying.ts';
import { createWorkerStore } from './workers.ts';

const createStores = (db: Database) => ({
  gigs: createGigStore(db),
  imports: createImportStore(db),
  sources: createSourceStore(db),
  workers: createWorkerStore(db),
  ...createIssuingStores(db),
  ...createVerifyingStores(db),
  ...createOperatingStores(db),
});

/** Everything that is kept, by what it is. */
export type Stores = ReturnType<typeof createStores>;

export type Store = Stores & {
  /**
   * Runs a change that goes in as a whole or not at all. Inside, only the stores that are given may be used: the outer
   * ones would wait for this change to end, and it for them.
   */
  readonly transact: <T>(change: (stores: Stores) => Promise<T>) => Promise<T>;
  /**
   * Makes one change out of a change for many: what is asked for while another is underway goes in with all the others
   * that wait, in one transaction. `changeAll` gives a result for each item, in their order, and must not throw for the
   * sake of one of them.
   */
  readonly joinChanges: <Item, Result extends NonNullable<unknown>>(
    changeAll: (stores: Stores, items: readonly Item[]) => Promise<readonly Result[]>,
  ) => (item: Item) => Promise<Result>;
  /** Takes what was deleted out of the database's side files too; as far as no other process is reading them. */
  readonly scrub: () => Promise<void>;
  /** An empty store beside this one, for trying something out; thrown away when it is closed. */
  readonly openDraft: () => Promise<Store>;
  /** Counts over all processes on this database; absent where a process counts for itself, as with SQLite. */
  readonly sharedCallCounts: CallCountStore | undefined;
  /** Between the processes on this database; with SQLite inside this one. */
  readonly signals: Signals;
  /** Work beside the calls; whoever opens it stops it before the store is closed. */
  readonly openJobs: (options: JobOptions) => Promise<Jobs>;
  /** Lets go of the database. */
  readonly close: () => Promise<void>;
};

/**
 * Opens the store at a database URL and brings its tables up to date.
 *
 * @param url `sqlite:path/to/file.db` (made when it is not there), `sqlite::memory:`, or `postgres://…`
 * @throws KlusCVError `invalid_config` for any other URL, or when the database cannot be opened; `unavailable` when a
 *   server does not answer
 */
export const openStore = (url: string): Promise<Store> => openAt(url, migrate);

/** The same with the steps of another release: for tests of what runs side by side. */
export async function openAt(url: string, bringUpToDate: Migrate): Promise<Store> {
  if (/^postgres(ql)?:/.test(url)) {
    // Loaded by those alone who have such a database: what speaks with it is large.
    const { openPostgres } = await import('./postgres/open-postgres.ts');
    const { createPostgresSignals } = await import('./signals/postgres-signals.ts');
    const { startBossJobs } = await import('./jobs/boss-jobs.ts');
    const { db, settings } = await openPostgres(url, bringUpToDate);
    // Deleted rows are the server's to overwrite, when it vacuums.
    const scrub = async (): Promise<void> => undefined;
    return createStore(db, {
      scrub,
      signals: createPostgresSignals(db, settings.connection),
      sharedCallCounts: createCallCountStore(db),
      openJobs: (options) => startBossJobs(settings, options),
    });
  }
  if (!url.startsWith('sqlite:') || url === 'sqlite:') {
    throw new KlusCVError(
      'invalid_config',
      'KLUSCV_DATABASE_URL: must be sqlite:path, sqlite::memory: or postgres://….',
    );
  }
  const db = await openSqlite(url, bringUpToDate);
  return createStore(db, {
    signals: createLocalSignals(),
    sharedCallCounts: undefined,
    openJobs: async (options) => createLocalJobs(db, options),
    scrub: async () => void (await sql`pragma wal_checkpoint(truncate)`.execute(db)),
  });
}

type Engine = Pick<Store, 'scrub' | 'signals' | 'sharedCallCounts' | 'openJobs'>;

const createStore = (db: Database, engine: Engine): Store => ({
  ...createStores(db),
  transact: (change) => inTransaction(db, (transaction) => change(createStores(transaction))),
  joinChanges: (changeAll) =>
    joinCalls((items) => inTransaction(db, (transaction) => changeAll(createStores(transaction), items))),
  ...engine,
  openDraft,
  close: async () => {
    await engine.signals.close();
    await db.destroy();
  },
});

const openDraft = async (): Promise<Store> => {
  const folder = await mkdtemp(join(tmpdir(), 'kluscv-draft-'));
  const drop = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const draft = await openAt(`sqlite:${join(folder, 'draft.db')}`, migrate);
    return { ...draft, close: () => draft.close().finally(drop) };
  } catch (error) {
    await drop();
    throw error;
  }
};
