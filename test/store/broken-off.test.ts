/** A process that is killed while it makes the tables, or while it imports, leaves a database that goes on. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openStore } from '../../store/index.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'kluscv-broken-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const program = [
  "import { openStore } from './store/index.ts';",
  "console.log('begin');",
  "await openStore('sqlite:' + process.env.STORE);",
  "console.log('end');",
].join('\n');

/** How many came to their end by themselves. */
let ends = 0;

/** Opens a new store in another process, and kills that so many milliseconds after it began. */
const openAndKill = (path: string, afterMs: number): Promise<void> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      cwd: root,
      env: { ...process.env, STORE: path },
    });
    let timer: NodeJS.Timeout | undefined;
    child.stdout.once('data', () => {
      timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      if (code === 0) ends += 1;
      resolve();
    });
  });

it('a store that is killed while its tables are made can be opened again', { timeout: 60_000 }, async () => {
  for (const afterMs of [2, 6, 10, 15, 25]) {
    const path = join(folder, `${afterMs}.db`);
    await openAndKill(path, afterMs);
    const store = await openStore(`sqlite:${path}`);
    expect(await store.workers.listWorkers({ limit: 1 })).toEqual([]);
    await store.close();
  }
});

it('several processes may open a new store at once', { timeout: 60_000 }, async () => {
  ends = 0;
  const path = join(folder, 'several.db');
  await Promise.all([1, 2, 3].map(() => openAndKill(path, 30_000)));
  expect(ends).toBe(3);
});
