/** Issuing to everybody by a call: begun, asked after, fetched, dropped. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dropOldFiles, runIdleJobs } from '../../../issuer/bulk/index.ts';
import { readKey, startTestIssuer, type TestIssuer } from '../start-test-issuer.ts';
import { storeManyGigs } from './make-gigs.ts';

const issueFolder = mkdtempSync(join(tmpdir(), 'kluscv-jobs-'));
let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await startTestIssuer({ issueFolder });
  await storeManyGigs(issuer.deps.store, { workers: 30, gigs: 1 });
});
afterAll(async () => {
  await issuer.close();
  rmSync(issueFolder, { recursive: true });
});

const order = (body: unknown = { configuration: 'kluscv-ldp' }, key?: string) =>
  issuer.call('POST', '/issue-jobs', body, key);

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

  await dropOldFiles(issuer.deps);
  expect((await issuer.call('GET', path)).status).toBe(200);
  issuer.passTime(86_401);
  await dropOldFiles(issuer.deps);
  expect((await issuer.call('GET', path)).status).toBe(404);
  expect(readdirSync(issueFolder)).toEqual([]);
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
