/** A PostgreSQL that goes away and comes back again and again, under a pool that sends ahead of the answers. */
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Database, type JobOptions, openStore } from '../../store/index.ts';
import { createPostgresDialect } from '../../store/postgres/dialect.ts';
import { openPool } from '../../store/postgres/open-pool.ts';
import { readPostgresUrl } from '../../store/postgres/read-url.ts';
import { inTransaction } from '../../store/transact.ts';
import { startPostgres, type TestPostgres } from '../postgres/index.ts';

let postgres: TestPostgres;
let url: string;
beforeEach(async () => {
  // It must lose nothing of what it said was done.
  postgres = await startPostgres({ own: true, durable: true });
  url = `${await postgres.createDatabase()}&connection_limit=4`;
});
afterEach(() => postgres.stop());

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** As by a power cut, and in order; what goes on meanwhile is `work`, by so many at once. */
async function whileRestarted(
  how: readonly ('crash' | 'clean')[],
  atOnce: number,
  work: () => Promise<void>,
): Promise<unknown[]> {
  const failures: unknown[] = [];
  let isOver = false;
  const workers = Array.from({ length: atOnce }, async () => {
    while (!isOver) {
      await work().catch((error: unknown) => failures.push(error));
      await pause(1);
    }
  });
  for (const way of how) {
    await pause(400);
    await postgres.restart(way);
  }
  await pause(400);
  isOver = true;
  await Promise.all(workers);
  return failures;
}

it('every call ends with its own answer or with unavailable, and what was kept is there', async () => {
  const store = await openStore(url);
  const db: Database = new Kysely({ dialect: createPostgresDialect(openPool(readPostgresUrl(url))) });
  await sql`create table kept (id bigint primary key, said text)`.execute(db);
  const kept: number[] = [];
  const strange: unknown[] = [];
  let count = 0;
  const say = async (at: Database, text: string): Promise<void> => {
    const { rows } = await sql<{ said: string }>`select ${text}::text as said`.execute(at);
    if (rows.length !== 1 || rows[0]?.said !== text) strange.push([text, rows]);
  };
  const failures = await whileRestarted(['crash', 'clean', 'crash', 'clean', 'crash'], 16, async () => {
    count += 1;
    const id = count;
    if (id % 4 === 0) return say(db, `alone ${id}`);
    if (id % 4 === 1) return store.signals.send('topic', `${id}`);
    await inTransaction(db, async (transaction) => {
      await sql`insert into kept values (${id}, ${`kept ${id}`})`.execute(transaction);
      await Promise.all([1, 2, 3].map((part) => say(transaction, `part ${part} of ${id}`)));
      const { rows } = await sql<{ id: number }>`select id from kept where id = ${id}`.execute(transaction);
      if (rows[0]?.id !== id) strange.push([id, rows]);
    });
    kept.push(id);
  });
  expect(strange).toEqual([]);
  expect(failures.length).toBeGreaterThan(0);
  for (const failure of failures) expect(failure).toMatchObject({ code: 'unavailable' });
  // Connections that the last restart left behind.
  for (let call = 0; call < 10; call += 1) await say(db, 'again').catch(() => undefined);
  const { rows } = await sql<{ id: number }>`select id from kept`.execute(db);
  const there = new Set(rows.map(({ id }) => id));
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.filter((id) => !there.has(id))).toEqual([]);
  await db.destroy();
  await store.close();
}, 60_000);

it('a service that starts meanwhile waits, its jobs too, and is told of nothing but unavailable', async () => {
  const told: unknown[] = [];
  const onError: JobOptions['onError'] = (_name, error) => told.push(error);
  let opened = 0;
  const failures = await whileRestarted(['crash', 'clean', 'crash', 'clean'], 2, async () => {
    const store = await openStore(url);
    try {
      const jobs = await store.openJobs({ onError });
      await jobs.repeat('sweep', 1_000, async () => undefined);
      await jobs.handle('order', async () => undefined);
      opened += 1;
      await jobs.send('order', { opened }).finally(() => jobs.stop());
    } finally {
      await store.close();
    }
  });
  expect(opened).toBeGreaterThan(0);
  for (const failure of [...failures, ...told]) expect(failure).toMatchObject({ code: 'unavailable' });
}, 120_000);
