/** The command itself, with its threads, killed with -9 again and again until it is done. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore } from '../../../store/index.ts';
import { storeManyGigs } from './make-gigs.ts';

const folder = mkdtempSync(join(tmpdir(), 'kluscv-killed-'));
const file = join(folder, 'out.ndjson');
const databaseUrl = `sqlite:${folder}/issuer.db`;
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(async () => {
  const store = await openStore(databaseUrl);
  await storeManyGigs(store, { workers: 4_000, gigs: 2 });
  await store.close();
});

const command = () =>
  spawn(
    process.execPath,
    ['cli/main.ts', 'issue', '--all', '--configuration', 'kluscv-ldp', '--out', file, '--json'],
    {
      env: {
        ...process.env,
        KLUSCV_DATABASE_URL: databaseUrl,
        KLUSCV_KEY_SECRET: Buffer.alloc(32, 7).toString('base64url'),
        KLUSCV_ISSUER_URL: 'http://localhost:4195',
        KLUSCV_ISSUER_NAME: 'Poetsmaat',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );

/** Runs it until the file has grown by so much, and kills it there; what it printed when it came to its end before. */
const runAndKill = (growBytes: number): Promise<string | undefined> => {
  const child = command();
  const before = existsSync(file) ? statSync(file).size : 0;
  let printed = '';
  child.stdout.on('data', (chunk) => {
    printed += String(chunk);
  });
  const look = setInterval(() => {
    if (existsSync(file) && statSync(file).size > before + growBytes) child.kill('SIGKILL');
  }, 2);
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearInterval(look);
      resolve(code === 0 ? printed : undefined);
    });
  });
};

it('issues one to everybody, and nothing that the store does not know', { timeout: 240_000 }, async () => {
  let printed: string | undefined;
  let kills = 0;
  for (const grow of [1, 700_000, 2_500_000]) {
    printed = await runAndKill(grow);
    if (printed === undefined) kills += 1;
  }
  expect(kills).toBeGreaterThan(1);
  printed ??= await runAndKill(Number.POSITIVE_INFINITY);
  expect(JSON.parse(printed ?? '')).toMatchObject({
    state: 'done',
    workers: 4_000,
    issued: 3_600,
    skipped: { no_completed_gigs: 400 },
  });
  const lines = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(new Set(lines.map(({ workerId }) => workerId)).size).toBe(3_600);
  expect(lines).toHaveLength(3_600);
  expect(new Set(lines.map(({ credential }) => JSON.stringify(credential.credentialStatus))).size).toBe(
    3_600,
  );
  const store = await openStore(databaseUrl);
  const issued = await Promise.all(
    [...new Set(lines.map(({ workerId }) => workerId))].map((workerId) =>
      store.credentials.listCredentials(workerId),
    ),
  );
  const ids = issued.flat().map(({ credentialId }) => credentialId);
  expect(new Set(ids)).toEqual(new Set(lines.map(({ credentialId }) => credentialId)));
  await store.close();
});
