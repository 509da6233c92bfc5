/** Where the engines differ by themselves, and must not through the store. */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type StoredGig } from '../../store/index.ts';
import { startPostgres, type TestPostgres } from '../postgres/index.ts';
import { engines } from './engines.ts';

const gig = (gigId: string, workerId: string, changes: Partial<StoredGig> = {}): StoredGig => ({
  gigId,
  workerId,
  workerName: workerId,
  updatedAt: 1_900_000_000_123,
  knownAt: 1_900_000_000_123,
  canonical: JSON.stringify({ gigId }),
  ...changes,
});

describe.each(engines())('$name', ({ open }) => {
  it('sorts by code point, not as a language does', async () => {
    const store = await open();
    const ids = ['a', 'B', 'b', 'A', 'ä', 'Z', '-1', '1', '_', 'é', '\u{1F600}', '\uFFFD'];
    await store.gigs.storeChosen(ids, () => ids.map((id) => gig(id, id)));
    const listed = (await store.workers.listWorkers({ limit: 100 })).map(({ workerId }) => workerId);
    const sorted = [...ids].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
    expect(listed).toEqual(sorted);
    expect((await store.workers.listWorkers({ after: 'Z', limit: 2 })).map((each) => each.workerId)).toEqual(
      sorted.slice(sorted.indexOf('Z') + 1, sorted.indexOf('Z') + 3),
    );
    await store.close();
  });

  it('tells apart what differs by case or accent only', async () => {
    const store = await open();
    await store.gigs.storeChosen(['x'], () => [gig('x', 'W'), gig('X', 'w')]);
    expect(await store.workers.loadWorker('W')).toMatchObject({ name: 'W' });
    expect(await store.workers.loadWorker('w')).toMatchObject({ name: 'w' });
    await store.close();
  });

  it('keeps text without U+0000, and finds it with', async () => {
    const store = await open();
    await store.gigs.storeChosen(['n'], () => [gig('n', 'W\0-1', { workerName: 'E\0va' })]);
    expect(await store.workers.loadWorker('W-1')).toMatchObject({ name: 'Eva' });
    expect(await store.gigs.loadByWorker('W\0-1')).toEqual([{ gigId: 'n' }]);
    await store.close();
  });

  it('gives milliseconds, counts and sums as numbers', async () => {
    const store = await open();
    await store.gigs.storeChosen(['m'], () => [gig('m', 'W')]);
    expect(await store.gigs.loadNewestUpdate()).toBe(1_900_000_000_123);
    await store.verdictCounts.addCounts([{ purpose: 'uwv', outcome: 'valid', count: 3 }]);
    await store.verdictCounts.addCounts([{ purpose: 'uwv', outcome: 'valid', count: 4 }]);
    expect(await store.verdictCounts.listCounts()).toEqual([{ purpose: 'uwv', outcome: 'valid', count: 7 }]);
    for (const action of ['offer_created', 'offer_created', 'credential_issued'])
      await store.audit.appendEntry(
        { at: new Date(0), actor: 'wallet', action, details: '{"configuration":"kluscv-ldp"}' },
        () => randomBytes(8).toString('hex'),
      );
    const counts = await store.audit.countEntries();
    expect([...counts].sort((one, other) => one.count - other.count)).toEqual([
      { action: 'credential_issued', actor: 'wallet', configuration: 'kluscv-ldp', count: 1 },
      { action: 'offer_created', actor: 'wallet', count: 2 },
    ]);
    expect(await store.audit.countUses()).toEqual({ offers: 2, claims: 1, downloads: 0 });
    await store.close();
  });

  it('undoes a change that fails half way, and goes on', async () => {
    const store = await open();
    const failing = store.transact(async (stores) => {
      await stores.erasure.rememberErased('h');
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await store.workers.isErased('h')).toBe(false);
    await store.transact((stores) => stores.erasure.rememberErased('h'));
    expect(await store.workers.isErased('h')).toBe(true);
    await store.close();
  });

  it('lets an import of hundreds of gigs, some twice, end as if they came one by one', async () => {
    const store = await open();
    const ids = Array.from({ length: 600 }, (_, number) => `G-${number}`);
    await store.gigs.storeChosen(ids, () => [
      ...ids.map((id) => gig(id, 'W')),
      ...ids.slice(0, 5).map((id) => gig(id, 'V', { canonical: `{"gigId":"${id}","later":true}` })),
    ]);
    expect((await store.gigs.loadByWorker('W')).length).toBe(595);
    expect(await store.gigs.loadByWorker('V')).toContainEqual({ gigId: 'G-0', later: true });
    await store.close();
  });
});

describe('a PostgreSQL that goes away', () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startPostgres({ own: true });
  });
  afterAll(() => postgres.stop());

  it('is unavailable while it is away, and answers when it is back', async () => {
    const store = await openStore(await postgres.createDatabase());
    await store.erasure.rememberErased('before');
    await postgres.halt();
    await expect(store.workers.isErased('before')).rejects.toMatchObject({ code: 'unavailable' });
    await expect(store.transact(async () => undefined)).rejects.toMatchObject({ code: 'unavailable' });
    await postgres.start();
    expect(await store.workers.isErased('before')).toBe(true);
    await postgres.restart('crash');
    // The connections of before are found dead at their first use, and not lent again.
    for (let call = 0; call < 10; call += 1) await store.workers.isErased('before').catch(() => undefined);
    expect(await store.workers.isErased('before')).toBe(true);
    await store.close();
  });

  it('is waited for by whoever starts at the same time', async () => {
    const url = await postgres.createDatabase();
    await postgres.halt();
    const opening = openStore(url);
    await new Promise((resolve) => setTimeout(resolve, 700));
    await postgres.start();
    const store = await opening;
    expect(await store.workers.isErased('nobody')).toBe(false);
    await store.close();
  });

  it('names a user without the right to make tables as a setting too', async () => {
    const url = await postgres.createDatabase();
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query('create role reader login');
    await client.end();
    await expect(openStore(url.replace('kluscv@', 'reader@'))).rejects.toMatchObject({
      code: 'invalid_config',
      message: expect.stringContaining('may not make tables'),
    });
  });

  it('refuses an unknown database as a setting, not as a passing trouble', async () => {
    const url = (await postgres.createDatabase()).replace(/test_\d+/, 'nothing_here');
    await expect(openStore(url)).rejects.toMatchObject({ code: 'invalid_config' });
  });
});
