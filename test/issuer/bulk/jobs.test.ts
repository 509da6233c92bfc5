/** Issuing to everybody by a call: begun, asked after, fetched, dropped. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseJws, parseJwsPayload } from '../../../core/proof/jws.ts';
import { createRunsBeside, dropOldJobs, runIdleJobs } from '../../../issuer/bulk/index.ts';
import { forgetClaimed } from '../../../issuer/erase/index.ts';
import type { IssueJob } from '../../../store/index.ts';
import { readKey, startTestIssuer, type TestIssuer } from '../start-test-issuer.ts';
import { storeManyGigs } from './make-gigs.ts';

const folder = mkdtempSync(join(tmpdir(), 'kluscv-jobs-'));
let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await startTestIssuer();
  await storeManyGigs(issuer.deps.store, { workers: 30, gigs: 1 });
});
afterAll(async () => {
  await issuer.close();
  rmSync(folder, { recursive: true });
});

const order = (body: unknown = { configuration: 'kluscv-ldp' }, key?: string) =>
  issuer.call('POST', '/issue-jobs', body, key);

type Line = { credentialId: string; workerId: string; credential: unknown };
const linesOf = async (jobId: string): Promise<Line[]> => {
  const fetched = await issuer.call('GET', `/issue-jobs/${jobId}/credentials`);
  expect(fetched.status).toBe(200);
  return (await fetched.text())
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
};

it('goes from order to lines, and is gone after a day', async () => {
  const ordered = await order();
  expect(ordered.status).toBe(202);
  const job = await ordered.json();
  expect(job).toMatchObject({ state: 'running', configuration: 'kluscv-ldp', issued: 0, workersInAll: 32 });
  const path = `/issue-jobs/${job.jobId}`;
  expect(ordered.headers.get('location')).toBe(`${issuer.url}/api/v1${path}`);
  expect((await issuer.call('GET', `${path}/credentials`)).status).toBe(409);

  await runIdleJobs(issuer.deps);
  expect(await (await issuer.call('GET', path)).json()).toMatchObject({
    state: 'done',
    workers: 32,
    workersInAll: 32,
    issued: 28,
    skipped: { no_completed_gigs: 4 },
  });
  const fetched = await issuer.call('GET', `${path}/credentials`);
  expect(fetched.headers.get('content-type')).toBe('application/x-ndjson');
  const lines = (await fetched.text()).trimEnd().split('\n');
  expect(lines).toHaveLength(28);
  expect(Object.keys(JSON.parse(lines[0] ?? ''))).toEqual(['credentialId', 'workerId', 'credential']);
  expect((await issuer.call('HEAD', `${path}/credentials`)).status).toBe(200);

  await dropOldJobs(issuer.deps);
  expect((await issuer.call('GET', path)).status).toBe(200);
  issuer.passTime(86_401);
  await dropOldJobs(issuer.deps);
  expect((await issuer.call('GET', path)).status).toBe(404);
  expect(await issuer.deps.store.issueParts.loadNextPart(job.jobId)).toBeUndefined();
});

it('is gone at once when somebody says that the lines have arrived, but not while it runs', async () => {
  const { jobId } = await (await order()).json();
  const path = `/issue-jobs/${jobId}`;
  expect((await issuer.call('DELETE', path)).status).toBe(409);
  await runIdleJobs(issuer.deps);
  expect(await linesOf(jobId)).toHaveLength(28);
  expect((await issuer.call('DELETE', path, undefined, readKey)).status).toBe(403);
  expect((await issuer.call('DELETE', path)).status).toBe(204);
  expect((await issuer.call('DELETE', path)).status).toBe(404);
  expect((await issuer.call('GET', `${path}/credentials`)).status).toBe(404);
  expect(await issuer.deps.store.issueParts.loadNextPart(jobId)).toBeUndefined();
});

it('does each order once, however many look for it', async () => {
  const { jobId } = await (await order({ configuration: 'kluscv-sd-jwt' })).json();
  await Promise.all([1, 2, 3].map(() => runIdleJobs(issuer.deps)));
  expect(await (await issuer.call('GET', `/issue-jobs/${jobId}`)).json()).toMatchObject({ issued: 28 });
  const kept = await issuer.deps.store.credentials.listCredentials('W-0000001');
  expect(kept.filter(({ configuration }) => configuration === 'kluscv-sd-jwt')).toHaveLength(1);
});

it('takes only what it knows, from whom may issue', async () => {
  expect((await order({ configuration: 'kluscv-unknown' })).status).toBe(400);
  expect((await order({ configuration: 'kluscv-ldp', file: '/etc/passwd' })).status).toBe(400);
  expect((await order(undefined, readKey)).status).toBe(403);
  expect((await issuer.call('GET', '/issue-jobs/none')).status).toBe(404);
});

describe('beside the calls', () => {
  it('is begun without waiting for its end, left behind the chunk at hand, and gone on with', async () => {
    const { jobId } = await (await order()).json();
    const state = async (): Promise<IssueJob | undefined> => issuer.deps.store.issueJobs.loadJob(jobId);
    const errors: unknown[] = [];
    const left = createRunsBeside(issuer.deps, (error) => errors.push(error));
    await left.begin();
    await left.begin();
    await left.stop();
    expect(await state()).toMatchObject({ state: 'running' });
    // Who was stopped begins nothing more.
    await left.begin();
    await left.stop();
    expect(await state()).toMatchObject({ state: 'running' });
    const next = createRunsBeside(issuer.deps, (error) => errors.push(error));
    await next.begin();
    await expect.poll(async () => (await state())?.state).toBe('done');
    await next.stop();
    expect(errors).toEqual([]);
    expect(new Set((await linesOf(jobId)).map(({ workerId }) => workerId)).size).toBe(28);
  });

  it('tells what went wrong, and is gone on with', async () => {
    const { jobId } = await (await order()).json();
    const errors: unknown[] = [];
    const broken = {
      ...issuer.deps,
      startSigners: async () => {
        throw new Error('There is no room.');
      },
    };
    const runs = createRunsBeside(broken, (error) => errors.push(error));
    await runs.begin();
    await runs.stop();
    expect(errors).toMatchObject([{ message: 'There is no room.' }]);
    await runIdleJobs(issuer.deps);
    expect(await linesOf(jobId)).toHaveLength(28);
  });
});

describe('a worker who is erased after the run', () => {
  it('is taken out of its lines, and the receipt counts them', async () => {
    const jobs = [await (await order()).json(), await (await order({ configuration: 'kluscv-jwt' })).json()];
    await runIdleJobs(issuer.deps);
    const before = await Promise.all(jobs.map(({ jobId }) => linesOf(jobId)));
    const workers = before[0]?.map(({ workerId }) => workerId) ?? [];
    const [inTheMiddle = '', last = ''] = [workers[10], workers.at(-1)];
    for (const [at, workerId] of [inTheMiddle, last].entries()) {
      const erased = await issuer.call('DELETE', `/workers/${workerId}`);
      expect(erased.status).toBe(204);
      const receipt = parseJws(erased.headers.get('kluscv-receipt') ?? '');
      expect(receipt.ok && parseJwsPayload(receipt.value)).toMatchObject({
        value: { erased: { linesOfRuns: expect.any(Number) } },
      });
      const after = await Promise.all(jobs.map(({ jobId }) => linesOf(jobId)));
      const gone = [inTheMiddle, last].slice(0, at + 1);
      expect(after).toEqual(before.map((lines) => lines.filter((line) => !gone.includes(line.workerId))));
      expect(after.map((lines) => lines.length)).toEqual(before.map((lines) => lines.length - gone.length));
    }
    // No row is named after a worker of whom nothing is kept.
    const { lastWorker } = (await issuer.deps.store.issueParts.loadNextPart(jobs[0].jobId)) ?? {};
    expect(lastWorker).toBe(workers.at(-2));
  });
});

it('loses the line of a worker who is forgotten once claimed', async () => {
  const forgetful = await startTestIssuer({ retention: 'until-claimed' });
  const { deps, call } = forgetful;
  const { jobId } = await (await call('POST', '/issue-jobs', { configuration: 'kluscv-ldp' })).json();
  await runIdleJobs(deps);
  const fetchText = async () => (await call('GET', `/issue-jobs/${jobId}/credentials`)).text();
  expect(await fetchText()).toContain('"workerId":"W-1"');
  await deps.store.erasure.storeClaimed('W-1', deps.clock());
  expect(await forgetClaimed(deps)).toBe(1);
  expect(await fetchText()).toBe('');
  await forgetful.close();
});

describe('a run that the release before began', () => {
  const storeOld = async (jobId: string): Promise<string> => {
    const file = join(folder, `${jobId}.ndjson`);
    const { store, clock } = issuer.deps;
    await store.issueJobs.storeJob({
      jobId,
      configuration: 'kluscv-ldp',
      file,
      kind: 'call',
      actor: 'key:1',
      createdAt: clock(),
    });
    return file;
  };

  it('goes on in its file, is handed out from there, and goes with it', async () => {
    const file = await storeOld('old-1');
    await runIdleJobs(issuer.deps);
    const lines = await linesOf('old-1');
    expect(lines.length).toBeGreaterThan(25);
    expect((await issuer.call('DELETE', '/issue-jobs/old-1')).status).toBe(204);
    writeFileSync(file, '', { flag: 'wx' });
  });

  it('waits for who has the file, and keeps nobody else waiting', async () => {
    const file = await storeOld('old-3');
    const { store, clock } = issuer.deps;
    const until = new Date(clock().getTime() + 1_000);
    await store.issueJobs.takeJob('old-3', { from: undefined, holder: 'elsewhere 1 x', until });
    const step = { lastWorker: 'W-0000003', lastWritten: 'c-1', workers: 3, issued: 3, skipped: {} };
    await store.issueJobs.storeStep('old-3', 'elsewhere 1 x', {
      ...step,
      heldUntil: until,
      lines: [],
      writtenUpTo: 3,
    });
    const broken = await storeOld('old-4');
    mkdirSync(broken);
    const { jobId } = await (await order()).json();
    issuer.passTime(60);
    await expect(runIdleJobs(issuer.deps)).rejects.toThrow('EISDIR');
    expect(existsSync(file)).toBe(false);
    expect(await store.issueJobs.loadJob('old-3')).toMatchObject({ state: 'running', issued: 3 });
    expect((await linesOf(jobId)).length).toBeGreaterThan(25);
    await store.issueJobs.dropJob('old-3');
    await store.issueJobs.dropJob('old-4');
  });

  it('is told to be gone where its file is not', async () => {
    const file = await storeOld('old-2');
    await runIdleJobs(issuer.deps);
    rmSync(file);
    expect((await issuer.call('GET', '/issue-jobs/old-2')).status).toBe(200);
    expect((await issuer.call('GET', '/issue-jobs/old-2/credentials')).status).toBe(410);
  });
});
