/**
 * The store of a platform of any size, one gig and one credential a worker, made by the database itself: a million of
 * each take seconds. What is measured on it is the program; how they came in is asked by `import-memory`.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { canonicalGig } from '../issuer/ingest/canonical-gig.ts';
import { openStore } from '../store/index.ts';
import { makeGig, workerIdOf } from './made-gigs.ts';

/** As in `issuer/status`: entries of a list, and how many of them are used when the next one is opened. */
const [listSize, listFull] = [131_072, 65_536];

/**
 * Makes stores for one question and throws them away; within a run of all questions `KLUSCV_BENCH_FOLDER` keeps them for
 * the next one.
 */
export async function withPlatforms<T>(use: (open: (workers: number) => Promise<string>) => Promise<T>) {
  const shared = process.env.KLUSCV_BENCH_FOLDER;
  const folder = shared ?? (await mkdtemp(join(tmpdir(), 'kluscv-growth-')));
  try {
    return await use(async (workers) => {
      const path = join(folder, `platform-${workers}.db`);
      if (!existsSync(path)) await makePlatform(path, workers);
      return `sqlite:${path}`;
    });
  } finally {
    if (shared === undefined) await rm(folder, { recursive: true, force: true });
  }
}

async function makePlatform(path: string, workers: number): Promise<void> {
  const made = `${path}.made`;
  const store = await openStore(`sqlite:${made}`);
  await store.close();
  const database = new DatabaseSync(made);
  database.exec('pragma synchronous = off; pragma cache_size = -64000; begin');
  for (const statement of statements(workers)) database.exec(statement);
  database.exec('commit; pragma wal_checkpoint(truncate)');
  database.close();
  await rename(made, path);
}

/** One after the other; `n` counts the workers from 0. */
function statements(workers: number): readonly string[] {
  const gig = makeGig(0, 0);
  const [gigId, name] = ["printf('G-%08d', n)", "'Werker Nummer ' || n"];
  const workerId = `printf('${workerIdOf(0).slice(0, 2)}%08d', n)`;
  const credentialId = "printf('%08x-0000-4000-8000-000000000000', n)";
  const [list, index] = [`1 + n / ${listFull}`, `n % ${listFull} * 2`];
  const text = canonicalGig({ ...gig, gigId: '@gig', workerId: '@worker', workerName: '@name' });
  const record = `replace(replace(replace('${text}', '@gig', ${gigId}), '@worker', ${workerId}), '@name', ${name})`;
  const known = Date.parse(gig.updatedAt);
  const [issued, ends] = ["'2026-01-01T00:00:00.000Z'", "'2027-01-01T00:00:00.000Z'"];
  const insert = (into: string, values: string): string =>
    `insert into ${into} with recursive counted (n) as
      (select 0 union all select n + 1 from counted where n < ${workers - 1}) select ${values} from counted`;
  return [
    insert(
      'gigs (gig_id, worker_id, worker_name, updated_at, known_at, stored_at, record)',
      `${gigId}, ${workerId}, ${name}, ${known}, ${known}, ${known}, ${record}`,
    ),
    insert(
      'status_entries (list, idx, status)',
      `${list}, ${index}, case when n % 50 = 0 then 'revoked' else 'active' end`,
    ),
    `insert into status_lists (list, size, used, version)
      select list, ${listSize}, count(*), 1 from status_entries group by list`,
    insert(
      'credentials (credential_id, worker_id, configuration, list, idx, issued_at, valid_until, record_hash)',
      `${credentialId}, ${workerId}, 'kluscv-ldp', ${list}, ${index}, ${issued}, ${ends}, ''`,
    ),
    insert(
      'audit_log (seq, at, actor, action, worker, subject, details, previous, hash)',
      `n + 1, ${issued}, 'cli', 'credential_issued', printf('%032x', n), ${credentialId},
        '{"configuration":"kluscv-ldp"}', printf('%064x', n), printf('%064x', n + 1)`,
    ),
  ];
}
