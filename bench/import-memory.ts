/**
 * How much memory does a large import take beside a small one? 10 and 100 MB in the usual run; with
 * KLUSCV_BENCH_IMPORT_MB=1024 the large one is a gigabyte.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Question, rounded } from './measure.ts';
import { runNode } from './peak-memory.ts';

const small = 10;
const large = Number(process.env.KLUSCV_BENCH_IMPORT_MB ?? '100');
const Said = z.object({ records: z.int(), accepted: z.int(), seconds: z.number() });

async function importFile(megabytes: number) {
  const folder = await mkdtemp(join(tmpdir(), 'kluscv-import-'));
  try {
    const script = fileURLToPath(new URL('./import-run.ts', import.meta.url));
    const ran = await runNode([script, String(megabytes)], {
      KLUSCV_DATABASE_URL: `sqlite:${join(folder, 'import.db')}`,
    });
    const { records, accepted, seconds } = Said.parse(JSON.parse(ran.said));
    if (records !== accepted) throw new Error(`Of ${records} gigs ${accepted} went in.`);
    return { megabytes: ran.megabytes, records, perSecond: records / seconds };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const question: Question = {
  question: 'import-memory',
  about: `peak memory of importing ${large} MB of gig records (ours) beside ${small} MB (stock); the goal is the same within 50 MB`,
  measure: async () => {
    const [few, many] = [await importFile(small), await importFile(large)];
    return {
      ours: rounded(many.megabytes),
      stock: rounded(few.megabytes),
      ratio: rounded(few.megabytes / many.megabytes),
      unit: 'MB peak',
      note: `${rounded(many.megabytes - few.megabytes)} MB more; ${many.records} records at ${Math.round(many.perSecond)} a second`,
    };
  },
};
