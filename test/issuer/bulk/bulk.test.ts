/** Issuing to everybody: one credential each, nothing twice, nothing that the store does not know, whatever happens on the way. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDocument } from '../../../contexts/index.ts';
import { verifyDataIntegrity } from '../../../core/proof/index.ts';
import { type ChunkSigner, findOrOrderJob, runIssueJob, signHere } from '../../../issuer/bulk/index.ts';
import { hashErasedWorker } from '../../../issuer/erasure.ts';
import { nodeCrypto } from '../../../server/node-crypto.ts';
import { startTestIssuer, type TestIssuer } from '../start-test-issuer.ts';
import { storeManyGigs } from './make-gigs.ts';

const folder = mkdtempSync(join(tmpdir(), 'kluscv-bulk-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Line = { credentialId: string; workerId: string; credential: Record<string, unknown> };
const linesOf = (file: string): Line[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

const indexOf = ({ credential }: Line): string => JSON.stringify(credential.credentialStatus);

let issuer: TestIssuer;
let files = 0;
const newFile = () => join(folder, `out-${++files}.ndjson`);

/** 620 made by counting, a tenth of them without a completed gig; and the two that each test issuer has. */
beforeAll(async () => {
  issuer = await startTestIssuer();
  await storeManyGigs(issuer.deps.store, { workers: 620, gigs: 3 });
});
afterAll(() => issuer.close());

const begin = (file: string, configuration = 'kluscv-ldp') =>
  findOrOrderJob(issuer.deps, { configuration, file, actor: 'cli' });
const here = (): ChunkSigner => signHere(issuer.deps);
const run = async (file: string, signer: ChunkSigner = here(), configuration?: string) =>
  runIssueJob(issuer.deps, (await begin(file, configuration)).jobId, { signer });

/** Breaks off in the middle of a run: after the store has taken a chunk, or before. */
const breakingOff = (after: number): ChunkSigner => {
  let chunks = 0;
  return {
    ...here(),
    sign: (order) => {
      chunks += 1;
      if (chunks > after) throw new Error('The power is gone.');
      return here().sign(order);
    },
  };
};

const expectWhole = async (file: string): Promise<void> => {
  const lines = linesOf(file);
  expect(new Set(lines.map(({ workerId }) => workerId)).size).toBe(559);
  expect(lines).toHaveLength(559);
  expect(new Set(lines.map(indexOf)).size).toBe(559);
  for (const { credentialId, workerId, credential } of lines.filter((_, at) => at % 40 === 0)) {
    const kept = await issuer.deps.store.credentials.loadCredential(credentialId);
    expect(kept).toMatchObject({ workerId, status: 'active' });
    const verified = await verifyDataIntegrity(
      {
        document: credential,
        expectedPurpose: 'assertionMethod',
        keyFor: async () => issuer.deps.keys.known().ed25519.signer.publicJwk,
        now: new Date(),
      },
      { crypto: nodeCrypto, loadDocument },
    );
    expect(verified.ok).toBe(true);
  }
  const known = await Promise.all(
    lines.map(({ credentialId }) => issuer.deps.store.credentials.loadCredential(credentialId)),
  );
  expect(known.every((one) => one !== undefined)).toBe(true);
};

describe('a run', () => {
  it('issues one to every worker with a completed gig, and counts the others', async () => {
    const file = newFile();
    expect(await run(file)).toMatchObject({
      state: 'done',
      workers: 622,
      issued: 559,
      skipped: { no_completed_gigs: 63 },
    });
    await expectWhole(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const chain = await issuer.call('GET', '/audit/check');
    expect(await chain.json()).toMatchObject({ intact: true });
  });

  it('is not done a second time by the same command', async () => {
    const file = newFile();
    await run(file);
    const before = readFileSync(file, 'utf8');
    const job = await begin(file);
    expect(job).toMatchObject({ state: 'done', issued: 559 });
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('issues the other form too', async () => {
    const file = newFile();
    expect(await run(file, here(), 'kluscv-sd-jwt')).toMatchObject({ state: 'done', issued: 559 });
    expect(linesOf(file).every(({ credential }) => typeof credential === 'string')).toBe(true);
  });

  it('that breaks off goes on where it was, and repairs the last line', async () => {
    const file = newFile();
    await expect(run(file, breakingOff(2))).rejects.toThrow('The power is gone.');
    const before = linesOf(file);
    expect(before.length).toBeGreaterThan(100);
    appendFileSync(file, '{"credentialId":"half a li');
    await run(file);
    await expectWhole(file);
    expect(linesOf(file).slice(0, before.length)).toEqual(before);
  });

  it.each([1, 17, 200])(
    'of which the store knew %i more than the file signs those again, with the same ids and places',
    async (lost) => {
      const file = newFile();
      await expect(run(file, breakingOff(1))).rejects.toThrow();
      const text = readFileSync(file, 'utf8');
      const lines = text.split('\n').slice(0, -1);
      writeFileSync(file, `${lines.slice(0, -lost).join('\n')}\n${lines.at(-lost)?.slice(0, 99)}`);
      await run(file);
      await expectWhole(file);
      // Ed25519 is deterministic, and nothing else has changed.
      expect(readFileSync(file, 'utf8').startsWith(text)).toBe(true);
    },
  );

  it('does not go on into a file that is not as it left it', async () => {
    const file = newFile();
    await expect(run(file, breakingOff(1))).rejects.toThrow();
    writeFileSync(file, '{"credentialId":"of another run"}\n');
    await expect(run(file)).rejects.toMatchObject({ code: 'conflict' });
    writeFileSync(file, 'what somebody else wrote\n');
    await expect(run(file)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('does not write over a file that is there already, nor into one of another form', async () => {
    const file = newFile();
    writeFileSync(file, 'mine');
    await expect(begin(file)).rejects.toMatchObject({ code: 'conflict' });
    const other = newFile();
    await begin(other);
    await expect(begin(other, 'kluscv-sd-jwt')).rejects.toMatchObject({ code: 'conflict' });
    await expect(begin(newFile(), 'kluscv-unknown')).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('is at work in one process only', async () => {
    const { jobId } = await begin(newFile());
    const both = await Promise.allSettled(
      [1, 2].map(() => runIssueJob(issuer.deps, jobId, { signer: here() })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
  });

  it('leaves out a worker who is erased while it runs', async () => {
    const file = newFile();
    const { store, hashKey } = issuer.deps;
    const erased = 'W-0000100';
    const signer: ChunkSigner = {
      ...here(),
      sign: async (order) => {
        const signed = await here().sign(order);
        if (order.workerIds.includes(erased))
          await store.erasure.rememberErased(hashErasedWorker(hashKey, erased));
        return signed;
      },
    };
    expect(await run(file, signer)).toMatchObject({ issued: 558, skipped: { unknown: 1 } });
    expect(linesOf(file).map(({ workerId }) => workerId)).not.toContain(erased);
    expect(linesOf(file)).toHaveLength(558);
  });
});
