/** Replicas of two releases side by side: the newer one brings the tables up to date, the older one goes on working. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Dialect,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Migration } from 'kysely/migration';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../store/index.ts';
import { migrateUpTo, migrateWith, ownMigrations } from '../../store/migrate.ts';
import { openAt } from '../../store/open.ts';
import { startPostgres, type TestPostgres } from '../postgres/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'kluscv-online-'));
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

const now = new Date('2026-11-21');
const later = new Date('2030-01-01');

/** What the next release might add. */
const ofTomorrow: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const table of ['gigs', 'credentials', 'audit_log', 'requests', 'offers', 'status_lists'])
      await db.schema
        .alterTable(table)
        .addColumn('of_tomorrow', 'text', (column) => column.notNull().defaultTo('new'))
        .execute();
    await db.schema.createTable('tomorrow').addColumn('id', 'text').execute();
    await db.schema.createIndex('gigs_of_tomorrow').on('gigs').column('of_tomorrow').execute();
  },
};
const openNewer = (url: string): Promise<Store> =>
  openAt(url, (db) => migrateWith(db, { ...ownMigrations, '999-of-tomorrow': ofTomorrow }));

/** A bit of everything that this release does, with ids of its own. */
async function work(store: Store, turn: string): Promise<void> {
  await store.gigs.storeChosen([turn], () => [
    {
      gigId: turn,
      workerId: `W-${turn}`,
      workerName: 'Eva',
      updatedAt: 1,
      knownAt: 1,
      canonical: JSON.stringify({ gigId: turn }),
    },
  ]);
  await store.offers.storeOffer({
    workerId: `W-${turn}`,
    configurations: ['kluscv-ldp'],
    include: undefined,
    txCodeId: null,
    expiresAt: later,
    offerHash: `o-${turn}`,
    codeHash: `c-${turn}`,
  });
  expect(await store.offers.redeemOffer(`c-${turn}`, { tokenHash: turn, expiresAt: later }, now)).toBe(true);
  await store.statusLists.openList(1, 1024, []);
  let index = 0;
  while ((await store.statusLists.takeIndexes(1, [index], 1000)).length === 0) index += 1;
  await store.transact(async (stores) => {
    await stores.credentials.storeCredential({
      credentialId: turn,
      workerId: `W-${turn}`,
      configuration: 'kluscv-ldp',
      statusIndex: { list: 1, index },
      issuedAt: now,
      validUntil: later,
      include: undefined,
      recordHash: 'r',
    });
    await stores.audit.appendEntry(
      { at: now, actor: 'cli', action: 'credential_issued', details: '{}' },
      ({ seq }) => `hash-${seq}`,
    );
  });
  expect(await store.credentials.changeStatus(turn, { status: 'revoked' })).toBe(true);
  expect(await store.credentials.loadCredential(turn)).toMatchObject({ status: 'revoked' });
  expect(await store.workers.loadWorker(`W-${turn}`)).toMatchObject({ name: 'Eva' });
}

describe.each([
  // Two of SQLite in one process wait for each other for ever: there it is one after the other.
  {
    name: 'SQLite',
    atOnce: false,
    newUrl: async () => `sqlite:${join(mkdtempSync(join(folder, 'one-')), 'one.db')}`,
  },
  { name: 'PostgreSQL', atOnce: true, newUrl: () => postgres.createDatabase() },
])('on $name', ({ newUrl, atOnce }) => {
  it('an older replica works before, while and after a newer one migrates, and starts again after it', async () => {
    const url = await newUrl();
    const older = await openStore(url);
    await work(older, 'before');
    const meanwhile = work(older, 'meanwhile');
    if (!atOnce) await meanwhile;
    const newer = await openNewer(url);
    await meanwhile;
    await work(older, 'after');
    await work(newer, 'newer');
    const again = await openStore(url);
    await work(again, 'again');
    expect((await again.workers.listWorkers({ limit: 10 })).map(({ workerId }) => workerId)).toEqual(
      ['after', 'again', 'before', 'meanwhile', 'newer'].map((turn) => `W-${turn}`),
    );
    await Promise.all([older.close(), newer.close(), again.close()]);
  });

  it('knows up to which moment gigs came in that were kept before that was written down', async () => {
    const url = await newUrl();
    const earlier = Object.keys(ownMigrations).filter((name) => name < '020');
    const before = await openAt(url, (db) => migrateUpTo(db, earlier));
    const gig = { gigId: 'G-1', workerId: 'W-1', workerName: 'Eva', canonical: '{"gigId":"G-1"}' };
    await before.gigs.storeChosen(['G-1'], () => [{ ...gig, updatedAt: 7, knownAt: 7 }]);
    await before.close();
    const after = await openStore(url);
    expect(await after.gigs.loadNewestUpdate()).toBe(7);
    await after.gigs.storeChosen(['G-1'], () => [{ ...gig, updatedAt: 8, knownAt: 8 }]);
    expect(await after.gigs.loadNewestUpdate()).toBe(8);
    await after.close();
  });
});

const compilers: readonly { name: string; dialect: Omit<Dialect, 'createDriver'> }[] = [
  {
    name: 'SQLite',
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  },
  {
    name: 'PostgreSQL',
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  },
];

/** The statements of a step, as they would be run. */
async function statementsOf(step: Migration, { dialect }: (typeof compilers)[number]): Promise<string[]> {
  const statements: string[] = [];
  const db = new Kysely<unknown>({
    dialect: { ...dialect, createDriver: () => new DummyDriver() },
    log: (event) => {
      statements.push(event.query.sql);
    },
  });
  await step.up(db);
  await db.destroy();
  return statements;
}

/** Why a statement would stop those who do not know of it; undefined when it would not. */
function whatItBreaks(statement: string, made: Set<string>): string | undefined {
  const created = /^create table "(\w+)"/.exec(statement)?.[1];
  if (created !== undefined) {
    made.add(created);
    return undefined;
  }
  const filled = /^insert into "?(\w+)"?/.exec(statement)?.[1] ?? triggered(statement);
  if (filled !== undefined && made.has(filled)) return undefined;
  // Who looked by it still finds the same.
  if (/^drop index "\w+_by_\w+"$/.test(statement)) return undefined;
  const table = /^(?:alter table|create (?:unique )?index "\w+" on) "?(\w+)"?/.exec(statement)?.[1] ?? '';
  if (made.has(table)) return undefined;
  if (/^create index /.test(statement)) return undefined;
  if (!/^alter table "\w+" add column /.test(statement)) return 'changes what is there';
  if (/not null/.test(statement) && !/default/.test(statement)) return 'asks for what others do not fill';
  return /unique|references|primary key/.test(statement) ? 'forbids what others may do' : undefined;
}

/** The only table that a trigger writes to. */
const triggered = (statement: string): string | undefined =>
  /^create trigger "\w+" after (?:insert|update) on gigs\s+when [^;]*\sbegin insert into (\w+) [^;]*; end$/.exec(
    statement,
  )?.[1];

describe.each(compilers)('a step on $name', (compiler) => {
  it('only ever adds what those who do not know of it need not fill', async () => {
    for (const [name, step] of Object.entries(ownMigrations)) {
      const made = new Set<string>();
      const statements = await statementsOf(step, compiler);
      expect(statements.length, name).toBeGreaterThan(0);
      for (const statement of statements)
        expect(whatItBreaks(statement, made), `${name}: ${statement}`).toBeUndefined();
    }
  });
});

it('the rule finds what it is for', () => {
  const wrong = [
    'alter table "gigs" drop column "record"',
    'alter table "gigs" rename to "jobs"',
    'alter table "gigs" add column "x" text not null',
    'alter table "gigs" add column "x" text unique',
    'create unique index "i" on "gigs" ("record")',
    'drop table "gigs"',
    'insert into gigs values (1)',
    'drop index "credentials_status_index"',
    'create trigger "t" after insert on gigs when 1 begin delete from gigs; end',
    'update "gigs" set "record" = \'\'',
    'alter table gigs set unlogged',
  ];
  for (const statement of wrong) expect(whatItBreaks(statement, new Set()), statement).toBeDefined();
});
