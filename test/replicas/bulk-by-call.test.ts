/**
 * Issuing to everybody by a call: begun at one replica, done by whoever lives, asked after and fetched at any; whoever is
 * at it is killed with -9. On SQLite the one process there is, and started again.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { loadDocument } from '../../contexts/index.ts';
import { verifyDataIntegrity } from '../../core/proof/index.ts';
import type { JsonObject } from '../../core/strict-json.ts';
import { verifyChain } from '../../server/index.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { openStore, type Store } from '../../store/index.ts';
import { storeManyGigs } from '../issuer/bulk/make-gigs.ts';
import { startPostgres, type TestPostgres } from '../postgres/index.ts';
import { type IssuerProcess, startIssuerProcess } from './issuer-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'kluscv-bulk-call-'));
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

/** Every tenth has completed no gig. */
const workers = 4_000;
const issued = 3_600;

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const start = async (databaseUrl: string): Promise<IssuerProcess> => {
  const issuer = await startIssuerProcess(databaseUrl);
  closing.push(() => issuer.end('SIGKILL'));
  return issuer;
};

async function openFilled(databaseUrl: string): Promise<Store> {
  const store = await openStore(databaseUrl);
  closing.push(store.close);
  await storeManyGigs(store, { workers, gigs: 2 });
  return store;
}

type Job = { state: string; workers: number; issued: number; skipped: unknown };

async function order(at: IssuerProcess): Promise<string> {
  const ordered = await at.call('POST', '/issue-jobs', { configuration: 'kluscv-ldp' });
  expect(ordered.status).toBe(202);
  return (await ordered.json()).jobId;
}

async function askAfter(jobId: string, at: IssuerProcess): Promise<Job> {
  const answer = await at.call('GET', `/issue-jobs/${jobId}`);
  expect(answer.status).toBe(200);
  return answer.json();
}

/** Asks until so many are issued. */
async function untilIssued(jobId: string, at: IssuerProcess, count: number): Promise<Job> {
  const giveUpAt = Date.now() + 120_000;
  for (;;) {
    const job = await askAfter(jobId, at);
    if (count === issued ? job.state !== 'running' : job.issued >= count) return job;
    if (Date.now() > giveUpAt) throw new Error(`The run stands at ${JSON.stringify(job)}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The process that is at the run now. */
async function whoIsAt(store: Store, jobId: string, among: readonly IssuerProcess[]): Promise<IssuerProcess> {
  const held = await store.issueJobs.loadHolder(jobId);
  const found = among.find(({ pid }) => held?.holder.split(' ')[1] === String(pid));
  if (found === undefined) throw new Error('Nobody is at the run.');
  return found;
}

type Line = { credentialId: string; workerId: string; credential: JsonObject };

async function fetchLines(jobId: string, at: IssuerProcess): Promise<string> {
  const fetched = await at.call('GET', `/issue-jobs/${jobId}/credentials`);
  expect(fetched.status).toBe(200);
  return fetched.text();
}

/** Each worker once, each genuine, each at a place of its own, and just those that the store knows. */
async function expectWhole(store: Store, text: string, at: IssuerProcess): Promise<void> {
  expect(text.endsWith('\n')).toBe(true);
  const lines: Line[] = text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(issued);
  expect(new Set(lines.map(({ workerId }) => workerId)).size).toBe(issued);
  const places = lines.map(({ credential }) => JSON.stringify(credential.credentialStatus));
  expect(new Set(places).size).toBe(issued);
  const keyOf = await at.loadKeys();
  for (const { credential } of lines) {
    const verified = await verifyDataIntegrity(
      {
        document: credential,
        expectedPurpose: 'assertionMethod',
        keyFor: async (id) => keyOf(id),
        now: new Date(),
      },
      { crypto: nodeCrypto, loadDocument },
    );
    expect(verified.ok).toBe(true);
  }
  const known: string[] = [];
  for (let after: string | undefined; ; ) {
    const page = await store.workers.listCounted({ limit: 1_000, ...(after === undefined ? {} : { after }) });
    for (const { workerId } of page)
      for (const { credentialId } of await store.credentials.listCredentials(workerId))
        known.push(`${workerId} ${credentialId}`);
    after = page.at(-1)?.workerId;
    if (page.length === 0) break;
  }
  expect(known.sort()).toEqual(
    lines.map(({ workerId, credentialId }) => `${workerId} ${credentialId}`).sort(),
  );
  expect((await verifyChain(store.audit)).intact).toBe(true);
}

it('is done by the replicas that live, and handed out whole by any of them', {
  timeout: 240_000,
}, async () => {
  const databaseUrl = await postgres.createDatabase();
  const store = await openFilled(databaseUrl);
  const [a, b, c] = [await start(databaseUrl), await start(databaseUrl), await start(databaseUrl)];
  let left = [a, b, c];
  const jobId = await order(a);
  const kill = async (victim: IssuerProcess): Promise<IssuerProcess> => {
    await victim.end('SIGKILL');
    left = left.filter((one) => one !== victim);
    const [other] = left;
    if (other === undefined) throw new Error('Nobody is left.');
    return other;
  };
  // The one that took the call goes first when it is at the run itself, and afterwards whoever is.
  await untilIssued(jobId, b, 500);
  const first = await whoIsAt(store, jobId, left);
  const seenBy = await kill(first);
  const between = await askAfter(jobId, seenBy);
  expect(between).toMatchObject({ state: 'running' });
  expect(between.issued).toBeLessThan(issued);
  await untilIssued(jobId, seenBy, between.issued + 500);
  const second = await whoIsAt(store, jobId, left);
  expect(second).not.toBe(first);
  const last = await kill(second);
  // The one that took the call is gone in any case before the end.
  if (left.includes(a) && last !== a) await kill(a);
  expect(await untilIssued(jobId, last, issued)).toMatchObject({
    state: 'done',
    workers,
    issued,
    skipped: { no_completed_gigs: workers - issued },
  });
  const d = await start(databaseUrl);
  const text = await fetchLines(jobId, d);
  expect(await fetchLines(jobId, last)).toBe(text);
  await expectWhole(store, text, d);
  expect((await d.call('DELETE', `/issue-jobs/${jobId}`)).status).toBe(204);
  expect((await last.call('GET', `/issue-jobs/${jobId}`)).status).toBe(404);
});

it('is gone on with by the next one at once when a replica is ended in order', {
  timeout: 240_000,
}, async () => {
  const databaseUrl = await postgres.createDatabase();
  const store = await openFilled(databaseUrl);
  const both = [await start(databaseUrl), await start(databaseUrl)];
  const [a] = both;
  if (a === undefined) throw new Error('Two were started.');
  const jobId = await order(a);
  expect(await untilIssued(jobId, a, 500)).toMatchObject({ state: 'running' });
  const first = await whoIsAt(store, jobId, both);
  const other = both.find((one) => one !== first) ?? a;
  await first.end('SIGTERM');
  expect(await untilIssued(jobId, other, issued)).toMatchObject({ state: 'done', issued });
  await expectWhole(store, await fetchLines(jobId, other), other);
});

it('on SQLite is gone on with after each start', { timeout: 240_000 }, async () => {
  const databaseUrl = `sqlite:${join(folder, 'issuer.db')}`;
  const filled = await openFilled(databaseUrl);
  let issuer = await start(databaseUrl);
  const jobId = await order(issuer);
  for (const least of [1, 1_000, 2_000]) {
    await untilIssued(jobId, issuer, least);
    await issuer.end('SIGKILL');
    expect(await filled.issueJobs.loadJob(jobId)).toMatchObject({ state: 'running' });
    issuer = await start(databaseUrl);
  }
  expect(await untilIssued(jobId, issuer, issued)).toMatchObject({ state: 'done', workers, issued });
  await expectWhole(filled, await fetchLines(jobId, issuer), issuer);
});
