/** Lets every store that a test would have in memory be a database of its own on the server of the run. */
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject, vi } from 'vitest';

vi.mock(import('../../store/open.ts'), async (original) => {
  const actual = await original();
  const openStore: typeof actual.openStore = async (url) => {
    if (url !== 'sqlite::memory:') return actual.openStore(url);
    const served = new URL(inject('postgresUrl'));
    const client = new Client({ connectionString: served.href });
    await client.connect();
    // Under the name of the run's own, by which a borrowed server is cleaned up afterwards.
    const name = `${served.pathname.slice(1)}_${randomUUID().replaceAll('-', '')}`;
    await client.query(`create database ${name}`);
    await client.end();
    served.pathname = `/${name}`;
    served.searchParams.set('connection_limit', '4');
    return actual.openStore(served.href);
  };
  return { ...actual, openStore };
});
