/** Lines of runs that calls began: packed in parts, kept with the credentials or not at all, given out whole or with a break. */
import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ChunkSigner,
  dropJob,
  orderJobByCall,
  readLines,
  runIssueJob,
  signHere,
} from '../../../issuer/bulk/index.ts';
import { packLines } from '../../../issuer/bulk/kept-lines.ts';
import type { SignedLine } from '../../../issuer/bulk/sign-chunk.ts';
import { hashErasedWorker } from '../../../issuer/erasure.ts';
import { startTestIssuer, type TestIssuer } from '../start-test-issuer.ts';
import { storeManyGigs } from './make-gigs.ts';

/** Lines of these many bytes, the line feed among them. */
function linesOf(...sizes: number[]): { lines: SignedLine[]; bytes: Uint8Array<ArrayBuffer> } {
  let end = 0;
  const lines = sizes.map((size, at) => {
    end += size;
    return {
      workerId: `W-${at}`,
      credentialId: `c-${at}`,
      statusIndex: { list: 1, index: at },
      recordHash: '',
      pseudonym: '',
      end,
    };
  });
  const texts = sizes.map((size) => Buffer.from(`${randomBytes(size).toString('hex').slice(1, size)}\n`));
  return { lines, bytes: new Uint8Array(Buffer.concat(texts)) };
}

describe('packing', () => {
  const mb = 1 << 20;
  const weights = async ({ lines, bytes }: ReturnType<typeof linesOf>, wanted = lines) =>
    (await packLines({ lines, bytes }, wanted)).map(({ lastWorker, packed }) => [
      lastWorker,
      gunzipSync(packed).length,
    ]);

  it('begins another part where one would be larger than a megabyte', async () => {
    expect(await weights(linesOf(mb / 2, mb / 2, 1, mb - 1, 2))).toEqual([
      ['W-1', mb],
      ['W-3', mb],
      ['W-4', 2],
    ]);
    expect(await weights(linesOf(10, 2 * mb, 10))).toEqual([
      ['W-0', 10],
      ['W-1', 2 * mb],
      ['W-2', 10],
    ]);
  });

  it('packs just the lines that are wanted, and nothing where there is none', async () => {
    const signed = linesOf(10, 20, 30);
    const [first, second, third] = signed.lines;
    if (first === undefined || second === undefined || third === undefined)
      throw new Error('Three were made.');
    const [part] = await packLines(signed, [first, third]);
    expect(part?.lastWorker).toBe('W-2');
    expect(gunzipSync(part?.packed ?? '')).toEqual(
      Buffer.concat([signed.bytes.subarray(0, 10), signed.bytes.subarray(30)]),
    );
    expect(await weights(signed, [first, second])).toEqual([['W-1', 30]]);
    expect(await weights(signed, [])).toEqual([]);
    expect(await weights(linesOf())).toEqual([]);
  });
});

describe('a run by a call', () => {
  let issuer: TestIssuer;
  /** 540 of whom get one, in chunks of at most 250; and the two that each test issuer has. */
  beforeAll(async () => {
    issuer = await startTestIssuer();
    await storeManyGigs(issuer.deps.store, { workers: 600, gigs: 2 });
  });
  afterAll(() => issuer.close());

  const order = async (): Promise<string> =>
    (await orderJobByCall(issuer.deps, { configuration: 'kluscv-ldp', actor: 'key:1' })).jobId;
  const here = (): ChunkSigner => signHere(issuer.deps);
  const whenSigned = (action: (workerIds: readonly string[]) => Promise<unknown>): ChunkSigner => ({
    ...here(),
    sign: async (chunk) => {
      const signed = await here().sign(chunk);
      await action(chunk.workerIds);
      return signed;
    },
  });
  const read = async (jobId: string): Promise<{ workerId: string; credentialId: string }[]> => {
    let text = '';
    for await (const part of readLines(issuer.deps, jobId)) text += Buffer.from(part).toString('utf8');
    return text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  };

  it('that another process takes over keeps neither credentials nor lines of the one before any more', async () => {
    const { issueJobs, credentials } = issuer.deps.store;
    const jobId = await order();
    let chunks = 0;
    const robbed = whenSigned(async () => {
      chunks += 1;
      if (chunks < 2) return;
      const from = (await issueJobs.loadHolder(jobId))?.holder;
      await issueJobs.takeJob(jobId, { from, holder: 'elsewhere 1 x', until: new Date(0) });
    });
    await expect(runIssueJob(issuer.deps, jobId, { signer: robbed })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await issueJobs.loadJob(jobId)).toMatchObject({ state: 'running', workers: 250, issued: 225 });
    expect(await runIssueJob(issuer.deps, jobId, { signer: here() })).toMatchObject({
      state: 'done',
      issued: 541,
    });
    const lines = await read(jobId);
    expect(lines).toHaveLength(541);
    expect(new Set(lines.map(({ workerId }) => workerId)).size).toBe(541);
    for (const { workerId, credentialId } of lines)
      expect((await credentials.listCredentials(workerId)).map((one) => one.credentialId)).toEqual([
        credentialId,
      ]);
  });

  it('leaves out a worker who is erased while it runs', async () => {
    const { store, hashKey } = issuer.deps;
    const erased = 'W-0000100';
    const jobId = await order();
    const signer = whenSigned(async (workerIds) => {
      if (workerIds.includes(erased)) await store.erasure.rememberErased(hashErasedWorker(hashKey, erased));
    });
    expect(await runIssueJob(issuer.deps, jobId, { signer })).toMatchObject({
      issued: 540,
      skipped: { unknown: 1 },
    });
    const workers = (await read(jobId)).map(({ workerId }) => workerId);
    expect(workers).toHaveLength(540);
    expect(workers).not.toContain(erased);
  });

  it('tells who is fetching its lines when they are dropped meanwhile', async () => {
    const jobId = await order();
    await runIssueJob(issuer.deps, jobId, { signer: here() });
    const reading = readLines(issuer.deps, jobId);
    expect((await reading.next()).done).toBe(false);
    await dropJob(issuer.deps, { jobId, file: '' });
    await expect(reading.next()).rejects.toMatchObject({ code: 'gone' });
  });
});
