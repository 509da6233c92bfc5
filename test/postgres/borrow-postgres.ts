/** A server that somebody else runs, for tests: databases are made on it, and dropped at the end. */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { TestPostgres } from './start-postgres.ts';

/** @param url of a database whose user may make databases and drop them, with all that the connection needs */
export async function borrowPostgres(url: string): Promise<TestPostgres> {
  const run = `kluscv_test_${randomBytes(6).toString('hex')}`;
  const refuse = async (): Promise<void> => {
    throw new Error('The server of KLUSCV_TEST_POSTGRES_URL is not ours to stop: leave that variable out.');
  };
  let databases = 0;
  await query(url, 'select 1');
  return {
    createDatabase: async () => {
      databases += 1;
      const named = new URL(url);
      named.pathname = `/${run}_${databases}`;
      await query(url, `create database ${run}_${databases}`);
      return named.href;
    },
    restart: refuse,
    halt: refuse,
    start: refuse,
    stop: async () => {
      // Also what was made beside ours, under their names.
      const made = await query<{ name: string }>(
        url,
        `select datname as name from pg_database where datname ~ '^${run}_[0-9a-f_]+$'`,
      );
      for (const { name } of made) await query(url, `drop database if exists ${name} with (force)`);
    },
  };
}

async function query<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
