import { Pool, type PoolConfig, types } from 'pg';
import type { PostgresSettings } from './read-url.ts';

/** Longest that one call may wait: for a connection, for a lock, for an answer, for its own next statement. */
const limits = {
  connectionTimeoutMillis: 10_000,
  lock_timeout: 15_000,
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 60_000,
} satisfies PoolConfig;

const bigintOid = 20;
const numericOid = 1700;

/** Whole numbers come as numbers, as from SQLite: counts, sums and milliseconds fit by far. */
const toNumber = (text: string): number => {
  const value = Number(text);
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER)
    throw new RangeError('A number of the database is too large.');
  return value;
};

const getTypeParser: typeof types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === bigintOid || oid === numericOid ? toNumber : types.getTypeParser(oid, format);

/**
 * A pool of connections; nothing is connected yet.
 * @param options.unhurried for migrations, copies and other long work: only connecting has a limit
 */
export function openPool(
  { connection, connectionLimit }: PostgresSettings,
  { unhurried = false, max = connectionLimit }: { unhurried?: boolean; max?: number } = {},
): Pool {
  const pool = new Pool({
    ...connection,
    ...(unhurried ? { connectionTimeoutMillis: limits.connectionTimeoutMillis } : limits),
    max,
    // What a transaction sends first goes out right behind its begin (`driver.ts`).
    pipeline: true,
    application_name: 'kluscv',
    types: { getTypeParser },
  });
  // A server that goes away ends idle connections too; the next call opens others, or says that it cannot.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
