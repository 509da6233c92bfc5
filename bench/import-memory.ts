/**
 * How many gig records a second go in, and how much memory does a large import take beside a small one? 10 MB and a
 * million records in the usual run; with KLUSCV_BENCH_IMPORT_MB=1024 the large one is a gigabyte.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { makeGig } from './made-gigs.ts';
import { type Question, rounded } from './measure.ts';
import { runNode } from './peak-memory.ts';

type Size = { readonly records: number } | { readonly megabytes: number };

const small: Size = { megabytes: 10 };
const wished = process.env.KLUSCV_BENCH_IMPORT_MB;
const large: Size = wished === undefined ? { records: 1_000_000 } : { megabytes: Number(wished) };

const megabyte = 1024 * 1024;
const gigsOfOne = 50;
const Said = z.object({ accepted: z.int(), seconds: z.number(), cpuSeconds: z.number() });

/** A file of NDJSON in the project's own form, fifty gigs a worker. */
async function makeFile(path: string, size: Size): Promise<{ records: number; bytes: number }> {
  const file = createWriteStream(path);
  let [records, bytes] = [0, 0];
  const isFull = () => ('records' in size ? records >= size.records : bytes >= size.megabytes * megabyte);
  while (!isFull()) {
    let text = '';
    for (let line = 0; line < 200; line += 1, records += 1)
      text += `${JSON.stringify(makeGig(Math.floor(records / gigsOfOne), records % gigsOfOne, 1))}\n`;
    bytes += Buffer.byteLength(text);
    if (!file.write(text)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
  return { records, bytes };
}

async function importFile(size: Size) {
  const folder = await mkdtemp(join(tmpdir(), 'kluscv-import-'));
  try {
    const path = join(folder, 'gigs.ndjson');
    const { records, bytes } = await makeFile(path, size);
    const script = fileURLToPath(new URL('./import-run.ts', import.meta.url));
    const ran = await runNode([script, path], { KLUSCV_DATABASE_URL: `sqlite:${join(folder, 'import.db')}` });
    const { accepted, seconds, cpuSeconds } = Said.parse(JSON.parse(ran.said));
    if (records !== accepted) throw new Error(`Of ${records} gigs ${accepted} went in.`);
    return {
      megabytes: ran.megabytes,
      records,
      perSecond: records / seconds,
      cpuEach: (cpuSeconds / records) * 1e6,
      fileMegabytes: bytes / megabyte,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const question: Question = {
  question: 'import-memory',
  about:
    'peak memory of importing many gig records (ours) beside 10 MB of them (stock); the goal is the same within 50 MB',
  measure: async () => {
    const [few, many] = [await importFile(small), await importFile(large)];
    const size = `${many.records} records in ${Math.round(many.fileMegabytes)} MB`;
    return {
      ours: rounded(many.megabytes),
      stock: rounded(few.megabytes),
      ratio: rounded(few.megabytes / many.megabytes),
      unit: 'MB peak',
      note: `${size}, ${Math.round(many.perSecond)} a second at ${rounded(many.cpuEach)} µs CPU each; ${rounded(many.megabytes - few.megabytes)} MB more`,
    };
  },
};
