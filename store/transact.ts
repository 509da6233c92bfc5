import type { Database } from './query-layer.ts';

/**
 * Runs `work` in a transaction: in the one that is open already when `db` is one, else in its own. So what one small
 * store does can be part of a larger change that goes in as a whole (`Store.transact`).
 */
export const inTransaction = <T>(db: Database, work: (transaction: Database) => Promise<T>): Promise<T> =>
  db.isTransaction ? work(db) : db.transaction().execute(work);

/** Runs queries that only read, on one state of the database: nothing waits for them, and they wait for nobody. */
export const inSnapshot = <T>(db: Database, work: (snapshot: Database) => Promise<T>): Promise<T> =>
  db.isTransaction
    ? work(db)
    : db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);

/**
 * Runs a change for which nobody need wait: it begins by changing one row in one statement, which succeeds for one of
 * all who try, and then only adds what hangs on that row. Whoever deletes such rows deletes that one first.
 */
export const inOwnRow = <T>(db: Database, work: (transaction: Database) => Promise<T>): Promise<T> =>
  db.isTransaction ? work(db) : db.transaction().setIsolationLevel('read committed').execute(work);
