/** The command itself, killed with -9 at every point of its way: the old keys sign or the new ones, and never half of each. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDocument } from '../../contexts/index.ts';
import { verifyDataIntegrity } from '../../core/proof/index.ts';
import type { JsonObject } from '../../core/strict-json.ts';
import { type KeyRing, openKeyRing } from '../../issuer/keys/index.ts';
import { verifyChain } from '../../server/index.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { openStore, type Store } from '../../store/index.ts';
import { startPostgres, type TestPostgres } from '../postgres/index.ts';
import { storeManyGigs } from './bulk/make-gigs.ts';
import { keyIdIn, readLog } from './signed-by.ts';

const folder = mkdtempSync(join(tmpdir(), 'kluscv-rotation-killed-'));
const secret = Buffer.alloc(32, 7);
const url = 'http://localhost:4195';
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

const command = (databaseUrl: string, ...args: string[]) =>
  spawn(process.execPath, ['cli/main.ts', ...args, '--json'], {
    env: {
      ...process.env,
      KLUSCV_DATABASE_URL: databaseUrl,
      KLUSCV_KEY_SECRET: secret.toString('base64url'),
      KLUSCV_ISSUER_URL: url,
      KLUSCV_ISSUER_NAME: 'Poetsmaat',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });

/** How long it ran, and whether it came to its end. */
const rotate = (databaseUrl: string, killAfterMs: number): Promise<{ ms: number; isDone: boolean }> => {
  const begin = performance.now();
  const child = command(databaseUrl, 'keys', 'rotate');
  const timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ ms: performance.now() - begin, isDone: code === 0 });
    });
  });
};

const openRing = (store: Store): Promise<KeyRing> =>
  openKeyRing({
    issuerKeys: store.issuerKeys,
    secrets: [secret],
    url,
    name: 'Poetsmaat',
    clock: () => new Date(),
    crypto: nodeCrypto,
  });

/** How many rotations went in, after looking that each of them did as a whole. */
async function countWhole(databaseUrl: string): Promise<number> {
  const store = await openStore(databaseUrl);
  try {
    const { version, keys } = await store.issuerKeys.listKeys();
    const active = keys.filter(({ state }) => state === 'active').map(({ name }) => name.split('-')[0]);
    expect(active.sort()).toEqual(['ed25519', 'p256', 'root']);
    expect(keys.filter(({ state }) => state === 'former')).toHaveLength(2 * version);
    const rotated = (await readLog(store)).filter(({ action }) => action === 'key_rotated');
    expect(rotated).toHaveLength(2 * version);
    expect((await verifyChain(store.audit)).intact).toBe(true);
    const ring = await openRing(store);
    expect(ring.known().published).toHaveLength(2 + 2 * version);
    return version;
  } finally {
    await store.close();
  }
}

describe.each(['SQLite', 'PostgreSQL'] as const)('on %s', (engine) => {
  it('leaves the keys as they were, or as they are to be', { timeout: 180_000 }, async () => {
    const databaseUrl = engine === 'SQLite' ? `sqlite:${folder}/issuer.db` : await postgres.createDatabase();
    // The first one makes the keys too, and tells how long one takes.
    await rotate(databaseUrl, 60_000);
    const { ms, isDone } = await rotate(databaseUrl, 60_000);
    expect(isDone).toBe(true);
    let whole = await countWhole(databaseUrl);
    expect(whole).toBe(2);
    let kills = 0;
    for (const part of [0.2, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1]) {
      const done = await rotate(databaseUrl, ms * part);
      if (!done.isDone) kills += 1;
      const after = await countWhole(databaseUrl);
      expect(after - whole).toBeLessThanOrEqual(1);
      if (done.isDone) expect(after - whole).toBe(1);
      whole = after;
    }
    expect(kills).toBeGreaterThan(0);
    expect((await rotate(databaseUrl, 60_000)).isDone).toBe(true);
    expect(await countWhole(databaseUrl)).toBe(whole + 1);
  });
});

it('leaves every line of a run genuine that was killed, and went on with other keys', {
  timeout: 180_000,
}, async () => {
  const databaseUrl = `sqlite:${folder}/everybody.db`;
  const file = join(folder, 'everybody.ndjson');
  const store = await openStore(databaseUrl);
  await storeManyGigs(store, { workers: 3_000, gigs: 2 });
  // Whether it came to its end before it could be killed.
  const issue = (killAtBytes: number): Promise<boolean> => {
    const child = command(databaseUrl, 'issue', '--all', '--configuration', 'kluscv-ldp', '--out', file);
    const look = setInterval(() => {
      if (existsSync(file) && statSync(file).size > killAtBytes) child.kill('SIGKILL');
    }, 2);
    return new Promise((resolve) => {
      child.on('close', (code) => {
        clearInterval(look);
        resolve(code === 0);
      });
    });
  };
  try {
    let kills = 0;
    for (const killAtBytes of [1, 1_000_000, 3_000_000]) {
      const [isDone] = await Promise.all([issue(killAtBytes), rotate(databaseUrl, 60_000)]);
      if (!isDone) kills += 1;
      await rotate(databaseUrl, 60_000);
    }
    expect(kills).toBeGreaterThan(1);
    expect(await issue(Number.POSITIVE_INFINITY)).toBe(true);
    const lines: { workerId: string; credential: JsonObject }[] = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(new Set(lines.map(({ workerId }) => workerId)).size).toBe(2_700);
    expect(lines).toHaveLength(2_700);
    const { published, did } = (await openRing(store)).known();
    const keys = new Map(published.map(({ id, publicJwk }) => [`${did}#${id}`, publicJwk]));
    for (const { credential } of lines) {
      const verified = await verifyDataIntegrity(
        {
          document: credential,
          expectedPurpose: 'assertionMethod',
          keyFor: async (method) => keys.get(method),
          now: new Date(),
        },
        { crypto: nodeCrypto, loadDocument },
      );
      expect(verified.ok).toBe(true);
    }
    expect(new Set(lines.map(({ credential }) => keyIdIn(credential))).size).toBeGreaterThan(1);
  } finally {
    await store.close();
  }
});
