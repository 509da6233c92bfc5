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

  async run(text: string, values?: unknown[]) {
    try {
      return await this.client.query(text, values);
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
  beginTransaction: async (connection, settings) => {
    const own = ours(connection);
    try {
      // One way to the server and back: without values several statements may go together.
      await own.run(openingOf(settings));
    } catch (error) {
      // Kysely rolls back only what began.
      own.broken = true;
      throw error;
    }
  },
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

const openingOf = ({ accessMode }: TransactionSettings): string =>
  accessMode === 'read only'
    ? 'begin isolation level repeatable read read only'
    : `begin isolation level read committed; select pg_advisory_xact_lock(${writersLock})`;
