/** Runs that issue to everybody, and places in blocks, on both engines. */
import { describe, expect, it } from 'vitest';
import type { IssueJob, JobStep, Store } from '../../store/index.ts';
import { engines } from './engines.ts';

const now = new Date('2026-11-14T12:00:00Z');
const later = new Date(now.getTime() + 30_000);

const job: Pick<IssueJob, 'jobId' | 'configuration' | 'file' | 'kind' | 'actor' | 'createdAt'> = {
  jobId: 'J-1',
  configuration: 'kluscv-ldp',
  file: '/tmp/out.ndjson',
  kind: 'call',
  actor: 'key:1',
  createdAt: now,
};

const step = (changes: Partial<JobStep> = {}): JobStep => ({
  lastWorker: 'W-2',
  lastWritten: undefined,
  workers: 2,
  issued: 2,
  skipped: { unknown: 1 },
  heldUntil: later,
  lines: [],
  writtenUpTo: 0,
  ...changes,
});

const storeCredentials = (store: Store, ids: readonly string[]): Promise<void> =>
  store.credentials.storeCredentials(
    ids.map((credentialId, at) => ({
      credentialId,
      workerId: `W-${at}`,
      configuration: 'kluscv-ldp',
      issuedAt: now,
      validUntil: later,
      statusIndex: { list: 1, index: at },
      recordHash: 'figures',
    })),
  );

describe.each(engines())('on $name', ({ open }) => {
  it('a run is held by one process, and a step of another one changes nothing', async () => {
    const store = await open();
    const { issueJobs } = store;
    await issueJobs.storeJob(job);
    expect(await issueJobs.listIdle(now)).toEqual(['J-1']);
    const take = (holder: string, from?: string) => issueJobs.takeJob('J-1', { from, holder, until: later });
    expect(await take('one')).toBe(true);
    expect(await take('other')).toBe(false);
    expect(await issueJobs.listIdle(now)).toEqual([]);
    expect(await issueJobs.storeStep('J-1', 'other', step())).toBe(false);
    expect(await issueJobs.storeStep('J-1', 'one', step())).toBe(true);
    expect(await take('other', 'one')).toBe(true);
    expect(await issueJobs.storeStep('J-1', 'one', step({ issued: 9 }))).toBe(false);
    expect(await issueJobs.loadJob('J-1')).toMatchObject({
      issued: 2,
      lastWorker: 'W-2',
      skipped: { unknown: 1 },
    });
    await issueJobs.endJob('J-1', 'other', { state: 'done', at: later });
    expect(await issueJobs.loadJob('J-1')).toMatchObject({
      state: 'done',
      endedAt: later,
      lastWorker: undefined,
    });
    expect(await issueJobs.listToDrop(later)).toEqual([]);
    expect(await issueJobs.listToDrop(new Date(later.getTime() + 1))).toEqual([
      { jobId: 'J-1', file: '/tmp/out.ndjson' },
    ]);
    await store.close();
  });

  it('a hold is renewed by who has it alone, and nobody drops a run that is held', async () => {
    const store = await open();
    const { issueJobs } = store;
    await issueJobs.storeJob({ ...job, kind: 'stored', file: '' });
    await issueJobs.takeJob('J-1', { from: undefined, holder: 'one', until: now });
    const [soon, after] = [1, 2].map((ms) => new Date(later.getTime() + ms));
    if (soon === undefined || after === undefined) throw new Error('Two moments were made.');
    await issueJobs.renewHold('J-1', 'other', after);
    expect(await issueJobs.listIdle(soon)).toEqual(['J-1']);
    await issueJobs.renewHold('J-1', 'one', soon);
    expect(await issueJobs.listIdle(soon)).toEqual([]);
    expect(await issueJobs.listIdle(after)).toEqual(['J-1']);
    expect(await issueJobs.beginDrop('J-1')).toBe(false);
    expect(await issueJobs.loadJob('J-1')).toMatchObject({ state: 'running', kind: 'stored' });
    await issueJobs.endJob('J-1', 'one', { state: 'done', at: later });
    expect(await issueJobs.beginDrop('J-1')).toBe(true);
    expect(await issueJobs.loadJob('J-1')).toMatchObject({ state: 'dropped' });
    // However long ago it ended, a deletion that broke off is gone on with.
    expect(await issueJobs.listToDrop(now)).toEqual([{ jobId: 'J-1', file: '' }]);
    expect(await issueJobs.beginDrop('none')).toBe(false);
    await store.close();
  });

  it('lines stand among the unwritten until a later step says that they are in the file', async () => {
    const store = await open();
    const { issueJobs } = store;
    await store.statusLists.openList(1, 64, []);
    await store.statusLists.takeBlock(1, { count: 8, order: [0, 1, 2, 3, 4, 5, 6, 7], limit: 32 });
    await storeCredentials(store, ['c-1', 'c-2', 'c-3']);
    await issueJobs.storeJob(job);
    await issueJobs.takeJob('J-1', { from: undefined, holder: 'one', until: later });
    const lines = ['c-1', 'c-2', 'gone'].map((credentialId, at) => ({ seq: at + 1, credentialId }));
    await issueJobs.storeStep('J-1', 'one', step({ lines }));
    expect(await issueJobs.listUnwritten('J-1')).toEqual([
      {
        credentialId: 'c-1',
        credential: { workerId: 'W-0', statusIndex: { list: 1, index: 0 }, issuedAt: now },
      },
      {
        credentialId: 'c-2',
        credential: { workerId: 'W-1', statusIndex: { list: 1, index: 1 }, issuedAt: now },
      },
      { credentialId: 'gone', credential: undefined },
    ]);
    await issueJobs.storeStep('J-1', 'one', step({ writtenUpTo: 2, lastWritten: 'c-2' }));
    expect(await issueJobs.listUnwritten('J-1')).toEqual([{ credentialId: 'gone', credential: undefined }]);
    await issueJobs.dropJob('J-1');
    expect(await issueJobs.listUnwritten('J-1')).toEqual([]);
    await store.close();
  });

  it('blocks of places pass over what was taken, end with the order, and leave room below the limit', async () => {
    const store = await open();
    const { statusLists } = store;
    await statusLists.openList(1, 64, [{ index: 3, status: 'revoked' }]);
    const order = [5, 3, 9, 1, 7, 2];
    const block = async (count: number, limit = 64) =>
      (await statusLists.takeBlock(1, { count, order, limit })).map(({ index }) => index).sort();
    expect(await block(3)).toEqual([5, 9]);
    expect(await block(2, 4)).toEqual([]);
    expect(await statusLists.takeIndexes(1, [1], 64)).toEqual([1]);
    const both = await Promise.all([block(1), block(1)]);
    expect(both.flat().sort()).toEqual([7]);
    expect(await block(3)).toEqual([2]);
    expect(await block(3)).toEqual([]);
    expect(await statusLists.loadNewestList()).toMatchObject({ used: 6 });
    await store.close();
  });

  it('many entries of the audit log stand in one chain', async () => {
    const store = await open();
    const entry = (subject: string) => ({
      at: now,
      actor: 'cli',
      action: 'credential_issued',
      subject,
      details: '{}',
    });
    await store.audit.appendEntry(entry('a'), ({ seq }) => `h${seq}`);
    await store.audit.appendEntries([entry('b'), entry('c')], ({ seq }) => `h${seq}`);
    await store.audit.appendEntries([], ({ seq }) => `h${seq}`);
    const entries = await store.audit.listEntries({ after: 0, limit: 10 });
    expect(entries.map(({ seq, subject, previous, hash }) => [seq, subject, previous, hash])).toEqual([
      [1, 'a', '', 'h1'],
      [2, 'b', 'h1', 'h2'],
      [3, 'c', 'h2', 'h3'],
    ]);
    await store.close();
  });

  it('a worker with all gigs has the name that the worker has without them', async () => {
    const store = await open();
    const gig = (gigId: string, workerId: string, workerName: string | undefined, updatedAt: number) => ({
      gigId,
      workerId,
      workerName,
      updatedAt,
      knownAt: updatedAt,
      canonical: JSON.stringify({ gigId, text: 'é, "x"\n' }),
    });
    const gigs = [
      gig('g-1', 'W-1', 'Sam', 1),
      gig('g-2', 'W-1', undefined, 3),
      gig('g-3', 'W-2', 'Old', 1),
      gig('g-4', 'W-2', 'New', 2),
      gig('g-5', 'W-2', undefined, 3),
      gig('g-6', 'W-3', undefined, 1),
      gig('g-7', 'W-5', 'Said', 1),
    ];
    await store.gigs.storeChosen(
      gigs.map(({ gigId }) => gigId),
      () => gigs,
    );
    await store.workers.storeKnown([
      { workerId: 'W-3', name: 'Known' },
      { workerId: 'W-4', name: 'Alone' },
    ]);
    await store.workers.storeWorker({ workerId: 'W-5', name: 'Checked', nameBasis: 'identity_document' });
    const ids = ['W-1', 'W-2', 'W-3', 'W-4', 'W-5', 'W-6'];
    const { workers: found, gigs: bytes } = await store.workers.loadWorkersWithGigs(ids);
    const linesOf = Buffer.from(bytes)
      .toString('utf8')
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(found.map(({ worker }) => worker)).toEqual(await store.workers.loadWorkers(ids));
    expect(found.map(({ worker }) => worker.name)).toEqual(['Sam', 'New', 'Known', 'Alone', 'Checked']);
    const counts = [2, 3, 1, undefined, 1];
    expect(found.map(({ line }) => line !== undefined && linesOf[line].length)).toEqual(
      counts.map((count) => count ?? false),
    );
    expect(linesOf[found[2]?.line ?? -1]).toEqual([{ gigId: 'g-6', text: 'é, "x"\n' }]);
    const listed = ids.slice(0, -1).map((workerId, at) => ({ workerId, gigs: counts[at] ?? 0 }));
    expect(await store.workers.listCounted({ limit: 10 })).toEqual(listed);
    expect(await store.workers.listCounted({ limit: 2, after: 'W-2' })).toEqual(listed.slice(2, 4));
    expect(await store.workers.loadWorkersWithGigs(['W-4'])).toMatchObject({
      workers: [{ worker: { name: 'Alone' }, line: undefined }],
    });
    await store.close();
  });
});
