/** Signing in threads gives what signing here gives; a thread that cannot sign costs nothing. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadDocument } from '../../../contexts/index.ts';
import { verifyDataIntegrity } from '../../../core/proof/index.ts';
import { findOrOrderJob, runIssueJob, signHere } from '../../../issuer/bulk/index.ts';
import { startSigningThreads } from '../../../issuer/bulk/sign-threads.ts';
import { nodeCrypto } from '../../../server/node-crypto.ts';
import { startTestIssuer, type TestIssuer } from '../start-test-issuer.ts';
import { storeManyGigs } from './make-gigs.ts';

const folder = mkdtempSync(join(tmpdir(), 'kluscv-threads-'));
let issuer: TestIssuer;

beforeAll(async () => {
  issuer = await startTestIssuer();
  await storeManyGigs(issuer.deps.store, { workers: 1_700, gigs: 3 });
});
afterAll(async () => {
  await issuer.close();
  rmSync(folder, { recursive: true });
});

it('signs each worker once, in threads and here by turns', { timeout: 120_000 }, async () => {
  const { deps } = issuer;
  const { url, name } = deps.settings;
  const settings = { hashKey: deps.hashKey, url, name, logLevel: 'silent' };
  const threads = startSigningThreads(settings, deps, { workersForOne: 0, threads: 1 });
  const file = join(folder, 'all.ndjson');
  const job = await findOrOrderJob(deps, { configuration: 'kluscv-ldp', file, actor: 'cli' });
  try {
    // Until the first thread is there, everything would be signed here.
    const order = {
      configuration: 'kluscv-ldp',
      workerIds: [],
      places: [],
      issuedAt: '2026-08-31T10:00:00Z',
    };
    for (let tries = 0; tries < 1_000 && threads.byThreads === 0; tries += 1) {
      await threads.sign(order);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    const before = threads.byThreads;
    expect(before).toBeGreaterThan(0);
    const done = await runIssueJob(deps, job.jobId, { signer: threads });
    const lines = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(done.issued);
    expect(new Set(lines.map(({ workerId }) => workerId)).size).toBe(done.issued);
    expect(done.workers).toBe(1_702);
    expect(threads.byThreads).toBeGreaterThan(before);
    for (const { credential } of lines.filter((_, at) => at % 97 === 0)) {
      const verified = await verifyDataIntegrity(
        {
          document: credential,
          expectedPurpose: 'assertionMethod',
          keyFor: async () => deps.keys.known().ed25519.signer.publicJwk,
          now: new Date(),
        },
        { crypto: nodeCrypto, loadDocument },
      );
      expect(verified.ok).toBe(true);
    }
  } finally {
    await threads.close();
  }
});

it('says the same of a worker in a thread as here', { timeout: 60_000 }, async () => {
  const { deps } = issuer;
  const { url, name } = deps.settings;
  const settings = { hashKey: deps.hashKey, url, name, logLevel: 'silent' };
  const threads = startSigningThreads(settings, deps, { workersForOne: 0, threads: 1 });
  try {
    const workerIds = await deps.store.workers.listWorkerIds({ limit: 30 });
    const order = {
      configuration: 'kluscv-ldp',
      workerIds,
      places: workerIds.map((_, index) => ({ list: 1, index })),
      credentialIds: workerIds.map((workerId) => `id-${workerId}`),
      issuedAt: '2026-08-31T10:00:00.000Z',
    };
    const here = await signHere(deps).sign(order);
    for (let round = 0; round < 1_000 && threads.byThreads < 3; round += 1) {
      const there = await threads.sign(order);
      expect(Buffer.from(there.bytes).equals(Buffer.from(here.bytes))).toBe(true);
      expect(there.lines).toEqual(here.lines);
      expect(there.skipped).toEqual(here.skipped);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(threads.byThreads).toBe(3);
  } finally {
    await threads.close();
  }
});

it.each([
  ['over each chunk', './dying.worker.ts', 2],
  ['before it is there', './never.worker.ts', 0],
])('loses nothing when a thread dies %s', { timeout: 60_000 }, async (_when, program, fallen) => {
  const { deps } = issuer;
  const { url, name } = deps.settings;
  const settings = { hashKey: deps.hashKey, url, name, logLevel: 'silent' };
  const warned: string[] = [];
  const log = Object.assign(Object.create(deps.log), {
    warn: (_: unknown, text: string) => warned.push(text),
  });
  const threads = startSigningThreads(
    settings,
    { ...deps, log },
    { workersForOne: 0, threads: 1, program: new URL(program, import.meta.url) },
  );
  const file = join(folder, `dying-${fallen}.ndjson`);
  const slow = {
    ...threads,
    sign: async (order: Parameters<typeof threads.sign>[0]) => {
      // So that the thread is there for each chunk.
      await new Promise((resolve) => setTimeout(resolve, 400));
      return threads.sign(order);
    },
  };
  try {
    const job = await findOrOrderJob(deps, { configuration: 'kluscv-ldp', file, actor: 'cli' });
    const done = await runIssueJob(deps, job.jobId, { signer: slow });
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(done.issued);
    expect(new Set(lines.map((line) => JSON.parse(line).workerId)).size).toBe(done.issued);
    expect(done).toMatchObject({ state: 'done', workers: 1_702 });
    expect(threads.byThreads).toBe(0);
    const signedHere = warned.filter((text) => text.includes('its workers are signed here'));
    expect(signedHere.length).toBeGreaterThanOrEqual(fallen);
  } finally {
    await threads.close();
  }
});
