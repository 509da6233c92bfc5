/** What jobs promise, on both engines. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../store/index.ts';
import { startPostgres, type TestPostgres } from '../postgres/index.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'kluscv-jobs-'));
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
const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
};
const open = async (url: string, errors: string[] = []) => {
  const store = await openStore(url);
  const jobs = await store.openJobs({ onError: (name) => errors.push(name) });
  return {
    jobs,
    errors,
    close: async () => {
      await jobs.stop();
      await store.close();
    },
  };
};

describe.concurrent.each([
  { name: 'SQLite', newUrl: newSqlite },
  { name: 'PostgreSQL', newUrl: () => postgres.createDatabase() },
])('jobs on $name', ({ newUrl }) => {
  it('does each job that was sent, with what was sent', async () => {
    const { jobs, close, errors } = await open(await newUrl());
    const done: unknown[] = [];
    await jobs.send('early', { n: 0 });
    await jobs.handle('early', async (data) => done.push(data));
    for (const n of [1, 2, 3]) await jobs.send('early', { n, text: 'é "\\"' });
    await until(() => done.length === 4);
    expect(done).toHaveLength(4);
    expect(done).toContainEqual({ n: 0 });
    expect(done).toContainEqual({ n: 3, text: 'é "\\"' });
    expect(errors).toEqual([]);
    await close();
  });

  it('tries again what throws, and says so', async () => {
    const { jobs, close, errors } = await open(await newUrl());
    let tries = 0;
    await jobs.handle('stubborn', async () => {
      tries += 1;
      if (tries < 3) throw new Error('not yet');
    });
    await jobs.send('stubborn', {});
    await until(() => tries === 3);
    expect(errors).toEqual(['stubborn', 'stubborn']);
    await close();
  });

  it('repeats work, goes on after an error, and stops', async () => {
    const { jobs, close, errors } = await open(await newUrl());
    let turns = 0;
    await jobs.repeat('sweep', 1_000, async () => {
      turns += 1;
      if (turns === 1) throw new Error('the first time');
    });
    await until(() => turns >= 2);
    await close();
    const stopped = turns;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(turns).toBe(stopped);
    expect(errors).toEqual(['sweep']);
  });

  it('does what a killed process had begun', { timeout: 90_000 }, async () => {
    const url = await newUrl();
    const program = [
      "import { openStore } from './store/index.ts';",
      'const store = await openStore(process.env.STORE);',
      'const jobs = await store.openJobs({ onError: console.error });',
      "await jobs.handle('long', () => { console.log('begun'); return new Promise((r) => setTimeout(r, 600_000)); });",
      "await jobs.send('long', { of: 'the dead' });",
      'setInterval(() => undefined, 1000);',
    ].join('\n');
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      cwd: root,
      env: { ...process.env, STORE: url },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGKILL');
    const { jobs, close } = await open(url);
    const done: unknown[] = [];
    await jobs.handle('long', async (data) => done.push(data));
    await until(() => done.length > 0);
    expect(done).toEqual([{ of: 'the dead' }]);
    await close();
  });
});

it('repeated work never runs at two replicas at once, and goes on when one of them ends', {
  timeout: 60_000,
}, async () => {
  const url = await postgres.createDatabase();
  const replicas = await Promise.all([open(url), open(url), open(url)]);
  let running = 0;
  let most = 0;
  const turns = [0, 0, 0];
  for (const [index, { jobs }] of replicas.entries())
    await jobs.repeat('alone', 1_000, async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 300));
      running -= 1;
      turns[index] = (turns[index] ?? 0) + 1;
    });
  const total = () => turns.reduce((sum, each) => sum + each, 0);
  await until(() => total() >= 3);
  await replicas[0]?.close();
  const before = total();
  await until(() => total() >= before + 2);
  expect(most).toBe(1);
  await Promise.all(replicas.slice(1).map(({ close }) => close()));
});

it('goes on by itself after the database was away', { timeout: 90_000 }, async () => {
  const own = await startPostgres({ own: true });
  const { jobs, close, errors } = await open(await own.createDatabase());
  let turns = 0;
  const done: unknown[] = [];
  await jobs.repeat('sweep', 1_000, async () => {
    turns += 1;
  });
  await jobs.handle('order', async (data) => done.push(data));
  await until(() => turns >= 1);
  await own.halt('crash');
  await expect(jobs.send('order', { n: 1 })).rejects.toMatchObject({ code: 'unavailable' });
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await own.start();
  const before = turns;
  await until(() => turns >= before + 2);
  await jobs.send('order', { n: 2 });
  await until(() => done.length > 0);
  expect(done).toEqual([{ n: 2 }]);
  expect(errors.length).toBeGreaterThan(0);
  await close();
  await own.stop();
});
