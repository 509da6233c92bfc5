/** A turn among the writers that never comes: nothing is done, and whoever comes next has one. */
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore, type Store } from '../../store/index.ts';
import { startPostgres, type TestPostgres } from '../postgres/index.ts';

let postgres: TestPostgres;
let store: Store;
let other: Client;
beforeAll(async () => {
  postgres = await startPostgres();
  const url = await postgres.createDatabase();
  store = await openStore(url);
  other = new Client({ connectionString: url });
  await other.connect();
});
afterAll(async () => {
  await other.end();
  await store.close();
  await postgres.stop();
});

const waiting = "from pg_locks where locktype = 'advisory' and not granted";
const now = new Date('2026-11-22T09:00:00Z');

it.each(['pg_cancel_backend', 'pg_terminate_backend'])('when the wait ends by %s', async (end) => {
  await store.statusLists.openList(1, 64, []);
  await other.query('begin');
  // That of `store/postgres/driver.ts`, which is the same in every release.
  await other.query('select pg_advisory_xact_lock(5224715011)');
  const changed = store.transact(async ({ webhooks, statusLists }) => {
    await webhooks.storeWebhook({ webhookId: end, url: 'https://x', events: ['e'], createdAt: now });
    await statusLists.takeIndexes(1, [3], 64);
  });
  const outcome = expect(changed).rejects.toMatchObject({ code: 'unavailable' });
  // Redeeming a code needs no turn.
  expect(await store.offers.redeemOffer('none', { tokenHash: 't', expiresAt: now }, now)).toBe(false);
  for (;;) {
    const { rows } = await other.query(`select ${end}(pid) ${waiting}`);
    if (rows.length > 0) break;
  }
  await outcome;
  await other.query('commit');
  expect(await store.webhooks.listWebhooks()).toEqual([]);
  expect(await store.statusLists.loadNewestList()).toMatchObject({ used: 0 });
  // More often than there are connections: each of them is as before, or another one.
  for (let turn = 0; turn < 12; turn += 1) {
    await store.webhooks.storeWebhook({ webhookId: `${turn}`, url: 'https://x', events: [], createdAt: now });
    expect(await store.webhooks.deleteWebhook(`${turn}`)).toBe(true);
  }
});

it('a change without a statement is one too', async () => {
  expect(await store.transact(async () => 'nothing')).toBe('nothing');
  await expect(store.transact(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await store.transact(({ workers }) => workers.isErased('h'))).toBe(false);
});
