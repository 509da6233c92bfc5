/** Ten thousand credentials from records in the store to signed lines: the command as it is, and stock in a loop. */
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { openStore } from '../store/index.ts';
import { storeMadeGigs } from './made-gigs.ts';
import { type Ran, runNode } from './peak-memory.ts';

export const workers = 10_000;

const Said = z.object({ issued: z.int(), seconds: z.number() });

/** Seconds from the first record to the last line, without the start of the program; the whole run stands beside it. */
export type BulkRun = Pick<Ran, 'megabytes'> & { readonly seconds: number; readonly wholeSeconds: number };

const scripts = {
  ours: ['../cli/kluscv.js', 'issue', '--all', '--configuration', 'kluscv-ldp', '--json', '--out'],
  stock: ['./bulk-stock.ts'],
} as const;

type Both = { readonly ours: BulkRun; readonly stock: BulkRun };

/** One run answers two questions: what the process before has measured within the same run of the benchmarks is kept. */
export async function runBulk(): Promise<Both> {
  const kept = join(tmpdir(), `kluscv-bench-bulk-${process.ppid}.json`);
  const before = await readFile(kept, 'utf8').catch(() => undefined);
  if (before !== undefined) {
    await rm(kept);
    return JSON.parse(before);
  }
  const both = await measureBoth();
  await writeFile(kept, JSON.stringify(both), { mode: 0o600 });
  return both;
}

const fileOf = (script: string): string => fileURLToPath(new URL(script, import.meta.url));

const environmentWith = (database: string) => ({
  KLUSCV_DATABASE_URL: `sqlite:${database}`,
  KLUSCV_KEY_SECRET: Buffer.alloc(32, 1).toString('base64url'),
  KLUSCV_ISSUER_URL: 'http://localhost:4190',
  KLUSCV_ISSUER_NAME: 'Poetsmaat',
});

/** Runs both, each on a fresh copy of one store. */
async function measureBoth(): Promise<Both> {
  const folder = await mkdtemp(join(tmpdir(), 'kluscv-bench-'));
  try {
    const made = join(folder, 'made.db');
    const store = await openStore(`sqlite:${made}`);
    await storeMadeGigs(store, { workers, gigs: 10 });
    await store.close();
    // Who issues to everybody was there before: keys are made with the certificate at the very first start.
    await runNode([fileOf('../cli/kluscv.js'), 'keys', '--json'], environmentWith(made));
    const run = async (who: keyof typeof scripts): Promise<BulkRun> => {
      const database = join(folder, `${who}.db`);
      await copyFile(made, database);
      const [script, ...args] = scripts[who];
      const ran = await runNode(
        [fileOf(script), ...args, join(folder, `${who}.ndjson`)],
        environmentWith(database),
      );
      const { issued, seconds } = Said.parse(JSON.parse(ran.said));
      if (issued !== workers) throw new Error(`${who} issued ${issued}.`);
      return { megabytes: ran.megabytes, seconds, wholeSeconds: ran.seconds };
    };
    return { ours: await run('ours'), stock: await run('stock') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
