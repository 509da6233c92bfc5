/**
 * A Kysely driver over `pg`. Transactions that write go one after the other, over all processes: each begins by taking
 * one advisory lock that its end gives back. So what reads and then writes is right without a thought, as with
 * SQLite's IMMEDIATE, and nothing has to be tried again. Every change ends in the one chain of the audit log, which
 * would put them in a row anyway. Transactions that only read take a snapshot and wait for nobody.
 */
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult, TransactionSettings } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { withoutNul } from '../without-nul.ts';
import { asStoreError, endsConnection } from './store-error.ts';

/** Any number, the same in every release: replicas of two releases run side by side. */
const writersLock = 5_224_715_011;

class Connection implements DatabaseConnection {
  readonly client: PoolClient;
  /** Set when it must not be lent again. */
  broken = false;
  /** The begin of a transaction that the first statement did not wait for. */
  #opening: Promise<unknown> | undefined;

  constructor(client: PoolClient) {
    this.client = client;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { command, rowCount, rows } = await this.run(query.sql, query.parameters.map(withoutNul));
    const counts = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE';
    return { rows, ...(counts ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) };
  }

  streamQuery(): never {
    throw new Error('The other engine cannot stream: page by key instead.');
  }

  /**
   * Sends the begin, and the first statement right behind it: who gets the lock has work at once, and does not hold up
   * all others while word of it goes to this process and back.
   */
  open(text: string): void {
    this.#opening = this.client.query(text);
    // Told to whoever sends the first statement.
    this.#opening.catch(() => undefined);
  }

  async run(text: string, values?: unknown[]) {
    const [opening, answer] = [this.#opening, this.client.query(text, values)];
    this.#opening = undefined;
    try {
      // Without a transaction the answer means nothing, whatever it is.
      if (opening) await Promise.all([opening, answer.catch(() => undefined)]);
      return await answer;
    } catch (error) {
      if (endsConnection(error)) this.broken = true;
      throw asStoreError(error);
    }
  }
}

const ours = (connection: DatabaseConnection): Connection => {
  if (!(connection instanceof Connection)) throw new TypeError('This connection is of another driver.');
  return connection;
};

export const createPostgresDriver = (pool: Pool): Driver => ({
  init: async () => undefined,
  acquireConnection: async () => {
    try {
      return new Connection(await pool.connect());
    } catch (error) {
      throw asStoreError(error);
    }
  },
  releaseConnection: async (connection) => {
    const { client, broken } = ours(connection);
    client.release(broken);
  },
  beginTransaction: async (connection, settings) => ours(connection).open(openingOf(settings)),
  commitTransaction: async (connection) => {
    const own = ours(connection);
    const { command } = await own.run('commit');
    if (command === 'ROLLBACK') throw new Error('A statement had failed, so nothing was committed.');
  },
  rollbackTransaction: async (connection) => {
    const own = ours(connection);
    // A lost connection has rolled back already, and a second error would hide the first.
    if (!own.broken) await own.run('rollback');
  },
  destroy: async () => pool.end(),
});

/** As `transact.ts` asks for them. */
const openingOf = ({ accessMode, isolationLevel }: TransactionSettings): string => {
  if (accessMode === 'read only') return 'begin isolation level repeatable read read only';
  const begin = 'begin isolation level read committed';
  return isolationLevel === 'read committed'
    ? begin
    : `${begin}; select pg_advisory_xact_lock(${writersLock})`;
};
