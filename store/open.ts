import { closeSync, mkdirSync, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { KlusCVError } from '../core/errors.ts';
import { createGigStore } from './gigs.ts';
import { createImportStore } from './imports.ts';
import { createIssuingStores } from './issuing.ts';
import { migrate } from './migrate.ts';
import { createOperatingStores } from './operating.ts';
import type { Database, Tables } from './query-layer.ts';
import { createSourceStore } from './sources.ts';
import { createSqliteDialect } from './sqlite/dialect.ts';
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
  /** Takes what was deleted out of the database's side files too; as far as no other process is reading them. */
  readonly scrub: () => Promise<void>;
  /** An empty store beside this one, for trying something out; thrown away when it is closed. */
  readonly openDraft: () => Promise<Store>;
  /** Lets go of the database. */
  readonly close: () => Promise<void>;
};

/**
 * Opens the store at a database URL and brings its tables up to date.
 *
 * @param url `sqlite:path/to/file.db` (made when it is not there) or `sqlite::memory:`
 * @throws KlusCVError `invalid_config` for any other URL, or when the file cannot be opened
 */
export const openStore = (url: string): Promise<Store> => openAt(url);

const openAt = async (url: string): Promise<Store> => {
  const db: Database = new Kysely<Tables>({ dialect: createSqliteDialect(openSqlite(url)) });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    ...createStores(db),
    transact: (change) => inTransaction(db, (transaction) => change(createStores(transaction))),
    scrub: async () => void (await sql`pragma wal_checkpoint(truncate)`.execute(db)),
    openDraft,
    close: () => db.destroy(),
  };
};

const openDraft = async (): Promise<Store> => {
  const folder = await mkdtemp(join(tmpdir(), 'kluscv-draft-'));
  const drop = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const draft = await openAt(`sqlite:${join(folder, 'draft.db')}`);
    return { ...draft, close: () => draft.close().finally(drop) };
  } catch (error) {
    await drop();
    throw error;
  }
};

const openSqlite = (url: string): DatabaseSync => {
  if (/^postgres(ql)?:/.test(url)) {
    throw new KlusCVError(
      'invalid_config',
      'KLUSCV_DATABASE_URL: PostgreSQL is not supported yet; use sqlite:path.',
    );
  }
  if (!url.startsWith('sqlite:') || url === 'sqlite:') {
    throw new KlusCVError('invalid_config', 'KLUSCV_DATABASE_URL: must be sqlite:path or sqlite::memory:.');
  }
  const path = url.slice('sqlite:'.length);
  try {
    if (path !== ':memory:') createPrivateFile(path);
    const database = new DatabaseSync(path, { enableForeignKeyConstraints: true, timeout: 5000 });
    database.exec('pragma journal_mode = wal');
    // What was erased is overwritten, not only unlinked.
    database.exec('pragma secure_delete = on');
    return database;
  } catch (error) {
    throw new KlusCVError('invalid_config', 'KLUSCV_DATABASE_URL: the database file cannot be opened.', {
      cause: error,
    });
  }
};

/** The file holds names: nobody but its owner may read it. */
const createPrivateFile = (path: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  closeSync(openSync(path, 'a', 0o600));
};
