/** Issuing to everybody on PostgreSQL, killed once, while a replica goes on issuing one by one. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { takeStatusIndex } from '../../issuer/status/take-status-index.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { openStore } from '../../store/index.ts';
import { storeManyGigs } from '../issuer/bulk/make-gigs.ts';
import { startPostgres, type TestPostgres } from '../postgres/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'kluscv-bulk-pg-'));
const file = join(folder, 'out.ndjson');
let postgres: TestPostgres;
let databaseUrl: string;
beforeAll(async () => {
  postgres = await startPostgres();
  databaseUrl = await postgres.createDatabase();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

const run = (killAtBytes: number): Promise<string | undefined> => {
  const child = spawn(
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
  let printed = '';
  child.stdout.on('data', (chunk) => {
    printed += String(chunk);
  });
  const look = setInterval(() => {
    if (existsSync(file) && statSync(file).size >= killAtBytes) child.kill('SIGKILL');
  }, 2);
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearInterval(look);
      resolve(code === 0 ? printed : undefined);
    });
  });
};

it('gives everybody one, each at a place of its own', { timeout: 180_000 }, async () => {
  const store = await openStore(databaseUrl);
  await storeManyGigs(store, { workers: 2_000, gigs: 2 });
  let goesOn = true;
  const single = (async () => {
    const places: string[] = [];
    while (goesOn) {
      const { list, index } = await takeStatusIndex(store.statusLists, nodeCrypto.randomBytes);
      places.push(`${list}/${index}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return places;
  })();
  expect(await run(500_000)).toBeUndefined();
  const printed = await run(Number.POSITIVE_INFINITY);
  goesOn = false;
  const alone = await single;
  expect(JSON.parse(printed ?? '')).toMatchObject({ state: 'done', workers: 2_000, issued: 1_800 });
  const lines: { workerId: string; credentialId: string; credential: { credentialStatus: unknown } }[] =
    readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  expect(new Set(lines.map(({ workerId }) => workerId)).size).toBe(1_800);
  const bulk = lines.map(({ credential }) => {
    const text = JSON.stringify(credential.credentialStatus);
    const [, list] = /\/status\/bitstring\/(\d+)\//.exec(text) ?? [];
    const [, index] = /"statusListIndex":"(\d+)"/.exec(text) ?? [];
    return `${list}/${index}`;
  });
  expect(alone.length).toBeGreaterThan(0);
  expect(new Set([...bulk, ...alone]).size).toBe(1_800 + alone.length);
  for (const { credentialId } of lines.slice(0, 50))
    expect(await store.credentials.loadCredential(credentialId)).toMatchObject({ status: 'active' });
  await store.close();
});
