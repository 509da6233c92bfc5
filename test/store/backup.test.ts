/** Backups: one moment, whole or nothing, back into either engine. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backupStore, openStore, restoreStore } from '../../store/index.ts';
import { startPostgres, type TestPostgres } from '../postgres/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'kluscv-backup-'));
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

let files = 0;
const newSqlite = async (): Promise<string> => {
  files += 1;
  return `sqlite:${join(folder, `${files}.db`)}`;
};
const newPostgres = (): Promise<string> => postgres.createDatabase();
const now = new Date('2026-11-21T00:00:00Z');
const later = new Date('2030-01-01T00:00:00Z');

const collect = () => {
  const chunks: Buffer[] = [];
  const to = new Writable({
    write: (chunk, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  return { to, bytes: () => Buffer.concat(chunks) };
};
const backUp = async (url: string): Promise<Buffer> => {
  const { to, bytes } = collect();
  await backupStore(url, to, now);
  return bytes();
};
const restore = (url: string, bytes: Buffer) => restoreStore(url, Readable.from([bytes]));

/** Something in most tables, with letters and numbers that are easily lost. */
async function fill(url: string): Promise<void> {
  const store = await openStore(url);
  const ids = Array.from({ length: 2_500 }, (_, number) => `G-${number}`);
  await store.gigs.storeChosen(ids, () =>
    ids.map((gigId, number) => ({
      gigId,
      workerId: `W-${number % 7}`,
      workerName: number % 2 ? 'Şahin "de" \\ 😀\nx' : undefined,
      updatedAt: 1_900_000_000_000 + number,
      knownAt: 1_900_000_000_000,
      canonical: JSON.stringify({ gigId, text: '\u0000\u2028' }),
    })),
  );
  await store.statusLists.openList(1, 131_072, [{ index: 5, status: 'suspended' }]);
  await store.statusLists.takeIndexes(1, [7], 100);
  await store.transact(async (stores) => {
    await stores.credentials.storeCredential({
      credentialId: 'C',
      workerId: 'W-1',
      configuration: 'kluscv-ldp',
      statusIndex: { list: 1, index: 7 },
      issuedAt: now,
      validUntil: later,
      include: { name: false },
      recordHash: 'r',
    });
    for (const details of ['{"a":1}', '{"b":2}'])
      await stores.audit.appendEntry(
        { at: now, actor: 'cli', action: 'credential_issued', details },
        ({ seq, previous }) => `${previous}${seq}`,
      );
  });
  await store.issuerKeys.storeKey({ name: 'p256', encrypted: 'jwe' }, now);
  await store.erasure.rememberErased('gone');
  await store.issueJobs.storeJob({
    jobId: 'J',
    configuration: 'kluscv-ldp',
    file: '',
    kind: 'stored',
    actor: 'key:1',
    createdAt: now,
  });
  const parts = Array.from({ length: partsOfRun }, (_, at) => ({
    lastWorker: `W-${10 + at}`,
    packed: Uint8Array.from({ length: 1 << 16 }, (_byte, place) => (place * 251 + at) % 256),
  }));
  await store.issueParts.storeParts('J', parts);
  await store.close();
}

/** More than are read, or written, at once. */
const partsOfRun = 21;

/** What a backup holds, without when it was made. */
const contentOf = (bytes: Buffer): unknown[] =>
  gunzipSync(bytes).toString('utf8').trim().split('\n').slice(1, -1).sort();

describe.each([
  { from: 'SQLite', to: 'SQLite', source: newSqlite, target: newSqlite },
  { from: 'SQLite', to: 'PostgreSQL', source: newSqlite, target: newPostgres },
  { from: 'PostgreSQL', to: 'SQLite', source: newPostgres, target: newSqlite },
  { from: 'PostgreSQL', to: 'PostgreSQL', source: newPostgres, target: newPostgres },
])('a backup of $from in $to', ({ source, target }) => {
  it('brings everything back, so that the next backup holds the same', async () => {
    const [before, after] = [await source(), await target()];
    await fill(before);
    const bytes = await backUp(before);
    const summary = await restore(after, bytes);
    expect(summary.tables).toMatchObject({ gigs: 2_500, credentials: 1, audit_log: 2, status_entries: 2 });
    expect(contentOf(await backUp(after))).toEqual(contentOf(bytes));
    const store = await openStore(after);
    expect(await store.credentials.loadCredential('C')).toMatchObject({
      status: 'active',
      include: { name: false },
      validUntil: later,
    });
    expect(await store.gigs.loadNewestUpdate()).toBe(1_900_000_000_000);
    expect(summary.tables.issue_job_parts).toBe(partsOfRun);
    const { packed = [] } = (await store.issueParts.loadNextPart('J', 'W-29')) ?? {};
    expect([packed.length, ...packed.slice(0, 3)]).toEqual([1 << 16, 20, 15, 10]);
    expect((await store.audit.listEntries({ after: 0, limit: 9 })).map(({ hash }) => hash)).toEqual([
      '1',
      '12',
    ]);
    await store.close();
  });

  it('refuses a store that holds anything', async () => {
    const [before, after] = [await source(), await target()];
    await fill(before);
    const used = await openStore(after);
    await used.erasure.rememberErased('somebody');
    await used.close();
    await expect(restore(after, await backUp(before))).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe.each([
  { name: 'SQLite', newUrl: newSqlite },
  { name: 'PostgreSQL', newUrl: newPostgres },
])('on $name', ({ newUrl }) => {
  it('a backup is of one moment, while others go on writing', async () => {
    const url = await newUrl();
    await fill(url);
    const store = await openStore(url);
    let goesOn = true;
    let seq = 2;
    const writing = (async () => {
      while (goesOn) {
        seq += 1;
        // SQLite answers without leaving the turn of the event loop: others get theirs.
        await new Promise((resolve) => setImmediate(resolve));
        await store.transact(async (stores) => {
          await stores.erasure.rememberErased(`hash-${seq}`);
          await stores.audit.appendEntry(
            { at: now, actor: 'cli', action: 'worker_erased', details: '{}' },
            (entry) => `h-${entry.seq}`,
          );
        });
      }
    })();
    const backups = [await backUp(url), await backUp(url)];
    goesOn = false;
    await writing;
    await store.close();
    for (const bytes of backups) {
      const summary = await restore(await newSqlite(), bytes);
      // Both go in together, so both are there or neither.
      expect((summary.tables.erased_workers ?? 0) - 1).toBe((summary.tables.audit_log ?? 0) - 2);
    }
  });

  it('a damaged backup restores nothing', async () => {
    const url = await newUrl();
    await fill(url);
    const whole = await backUp(url);
    const text = gunzipSync(whole).toString('utf8');
    const lines = text.trim().split('\n');
    const damaged = [
      whole.subarray(0, whole.length - 200),
      gzipSync(text.replace('G-17"', 'G-18x"')),
      gzipSync(`${lines.toSpliced(30, 1).join('\n')}\n`),
      gzipSync(`${lines.slice(0, -1).join('\n')}\n`),
      gzipSync(text.replace('"gigs"', '"kysely_migration"')),
      Buffer.from('not packed at all'),
    ];
    for (const [index, bytes] of damaged.entries()) {
      const target = await newUrl();
      await expect(restore(target, bytes), `damage ${index}`).rejects.toMatchObject({
        code: 'invalid_request',
      });
      const store = await openStore(target);
      expect(await store.workers.listWorkers({ limit: 1 })).toEqual([]);
      await store.close();
    }
  });

  it('a backup of another release is refused, and one of an older release brought up to date', async () => {
    const url = await newUrl();
    await fill(url);
    const text = gunzipSync(await backUp(url)).toString('utf8');
    const [first = '', ...rest] = text.trim().split('\n');
    const header = JSON.parse(first);
    const newer = { ...header, steps: [...header.steps, '999-of-tomorrow'] };
    const bytes = gzipSync([JSON.stringify(newer), ...rest].join('\n'));
    await expect(restore(await newUrl(), bytes)).rejects.toMatchObject({ code: 'invalid_request' });
  });
});

it('there is no backup of a store that is not there', async () => {
  await expect(backUp(await newSqlite())).rejects.toMatchObject({ code: 'not_found' });
  await expect(backUp(await newPostgres())).rejects.toMatchObject({ code: 'not_found' });
});

it('the command line writes a file for its owner alone, and never over another one', {
  timeout: 60_000,
}, async () => {
  const run = promisify(execFile);
  const [before, after] = [await newPostgres(), await newSqlite()];
  await fill(before);
  const file = join(folder, 'whole.kluscv');
  const kluscv = (url: string, ...args: string[]) =>
    run(process.execPath, ['cli/main.ts', '--json', ...args], {
      cwd: join(import.meta.dirname, '../..'),
      env: { ...process.env, KLUSCV_DATABASE_URL: url },
    });
  const { stdout } = await kluscv(before, 'backup', file);
  expect(JSON.parse(stdout)).toMatchObject({ tables: { gigs: 2_500 } });
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(readFileSync(file).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]));
  await expect(kluscv(before, 'backup', file)).rejects.toMatchObject({ code: 1 });
  expect(JSON.parse((await kluscv(after, 'restore', file)).stdout)).toEqual(JSON.parse(stdout));
  writeFileSync(join(folder, 'empty'), '');
  await expect(kluscv(await newSqlite(), 'restore', join(folder, 'empty'))).rejects.toMatchObject({
    code: 1,
  });
});
