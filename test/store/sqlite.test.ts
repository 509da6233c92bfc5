import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { openStore, type StoredGig } from '../../store/index.ts';
import { createSqliteDialect } from '../../store/sqlite/dialect.ts';

const folder = mkdtempSync(join(tmpdir(), 'kluscv-store-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Counters = { counters: { id: number; value: number; data: Uint8Array | null } };

const openCounters = async (path: string) => {
  const db = new Kysely<Counters>({
    dialect: createSqliteDialect(new DatabaseSync(path, { timeout: 5000 })),
  });
  await db.schema
    .createTable('counters')
    .ifNotExists()
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('value', 'integer')
    .addColumn('data', 'blob')
    .execute();
  return db;
};

const increment = (db: Kysely<Counters>) =>
  db.transaction().execute(async (transaction) => {
    const { value } = await transaction.selectFrom('counters').select('value').executeTakeFirstOrThrow();
    await transaction
      .updateTable('counters')
      .set({ value: value + 1 })
      .execute();
  });

describe('the SQLite driver', () => {
  it('gives rows as plain objects, bytes as bytes, and the number of rows changed', async () => {
    const db = await openCounters(':memory:');
    await db
      .insertInto('counters')
      .values({ id: 1, value: 0, data: new Uint8Array([1, 2]) })
      .execute();
    expect(await db.selectFrom('counters').selectAll().execute()).toEqual([
      { id: 1, value: 0, data: new Uint8Array([1, 2]) },
    ]);
    expect((await db.updateTable('counters').set({ value: 5 }).executeTakeFirst()).numUpdatedRows).toBe(1n);
    await db.destroy();
  });

  it('runs transactions one after the other, and undoes one that fails', async () => {
    const db = await openCounters(':memory:');
    await db.insertInto('counters').values({ id: 1, value: 0, data: null }).execute();
    const failing = db.transaction().execute(async (transaction) => {
      await transaction.updateTable('counters').set({ value: 1000 }).execute();
      throw new Error('on purpose');
    });
    await Promise.all([
      ...Array.from({ length: 50 }, () => increment(db)),
      expect(failing).rejects.toThrow('on purpose'),
    ]);
    expect(await db.selectFrom('counters').select('value').executeTakeFirst()).toEqual({ value: 50 });
    await db.destroy();
  });

  it('never finds the database locked when two connections read and then write', async () => {
    const path = join(folder, 'counters.db');
    const [one, other] = [await openCounters(path), await openCounters(path)];
    await one.insertInto('counters').values({ id: 1, value: 0, data: null }).execute();
    for (let round = 0; round < 20; round += 1) {
      await increment(one);
      await increment(other);
    }
    expect(await one.selectFrom('counters').select('value').executeTakeFirst()).toEqual({ value: 40 });
    await Promise.all([one.destroy(), other.destroy()]);
  });
});

const gig = (changes: Partial<StoredGig> = {}): StoredGig => ({
  gigId: 'G-1',
  workerId: 'W-1',
  workerName: 'Eva',
  updatedAt: 2,
  knownAt: 2,
  canonical: '{"gigId":"G-1"}',
  ...changes,
});

describe('the store on SQLite', () => {
  it('keeps what it has over closing and opening, in a file that only its owner may read', async () => {
    const path = join(folder, 'new', 'kluscv.db');
    const first = await openStore(`sqlite:${path}`);
    await first.gigs.storeChosen(['G-1'], () => [gig()]);
    await first.close();
    expect(statSync(path).mode & 0o077).toBe(0);
    const second = await openStore(`sqlite:${path}`);
    expect(await second.gigs.loadByWorker('W-1')).toEqual([{ gigId: 'G-1' }]);
    await second.close();
  });

  it('refuses an address that it does not know, in a sentence', async () => {
    for (const url of ['mysql://localhost/x', 'postgres:', 'sqlite:', 'file.db', `sqlite:${folder}`]) {
      await expect(openStore(url), url).rejects.toMatchObject({ code: 'invalid_config' });
    }
  });
});
