/** Keys that change while credentials are signed: one by one, many at once, in threads, and on paper. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { resolveDid } from '../../core/did/index.ts';
import { findOrOrderJob, runIssueJob, signHere } from '../../issuer/bulk/index.ts';
import { startSigningThreads } from '../../issuer/bulk/sign-threads.ts';
import {
  type ChangeDeps,
  describeKeys,
  openKeyRing,
  retireKey,
  rotateKeys,
} from '../../issuer/keys/index.ts';
import { createSafeFetch } from '../../server/index.ts';
import { storeManyGigs } from './bulk/make-gigs.ts';
import { judge } from './judge.ts';
import { showPart } from './show-part.ts';
import { findWrongKeys, keyIdIn } from './signed-by.ts';
import { startTestIssuer, type TestIssuer } from './start-test-issuer.ts';

const folder = mkdtempSync(join(tmpdir(), 'kluscv-rotation-'));
let issuer: TestIssuer;
beforeEach(async () => {
  issuer = await startTestIssuer();
});
afterEach(() => issuer.close());
afterAll(() => rmSync(folder, { recursive: true }));

/** An operator's own process: a key ring of its own, on the same store. */
const operator = async (): Promise<ChangeDeps> => {
  const { store, clock, crypto, settings } = issuer.deps;
  const { secret } = issuer;
  const { url, name } = settings;
  const keys = await openKeyRing({
    issuerKeys: store.issuerKeys,
    secrets: [secret],
    url,
    name,
    clock,
    crypto,
  });
  return { store, settings, clock, crypto, keys, secrets: [secret] };
};
const rotate = (deps: ChangeDeps) => rotateKeys(deps, { purposes: ['p256', 'ed25519'], actor: 'cli' });
const retireFormer = async (deps: ChangeDeps): Promise<void> => {
  for (const { keyId, state } of await describeKeys(deps))
    if (state === 'former') await retireKey(deps, { keyId, leaked: true, actor: 'cli' });
};
const issue = async (configuration: string): Promise<{ credentialId: string; credential: unknown }> =>
  (await issuer.call('POST', '/workers/W-1/credentials', { configuration })).json();

it('never keeps a credential that a key from before signed, however the two meet', {
  timeout: 60_000,
}, async () => {
  const deps = await operator();
  const issued = new Map<string, unknown>();
  let isOver = false;
  const issueOn = async (configuration: string): Promise<void> => {
    while (!isOver) {
      const { credentialId, credential } = await issue(configuration);
      issued.set(credentialId, credential);
    }
  };
  const changeOn = async (): Promise<void> => {
    for (let turn = 0; turn < 8; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 40));
      await rotate(deps);
      // At once: whatever is being signed with the old key must not come through.
      await retireFormer(deps);
    }
    isOver = true;
  };
  const forms = ['kluscv-ldp', 'kluscv-ldp', 'kluscv-ldp', 'kluscv-ldp-sd', 'kluscv-ldp-sd'];
  await Promise.all([changeOn(), ...forms.map(issueOn)]);
  const { wrong, byKey } = await findWrongKeys(issuer.deps.store, issued);
  expect(wrong).toEqual([]);
  expect([...byKey.values()].reduce((sum, count) => sum + count, 0)).toBe(issued.size);
  expect(byKey.size).toBeGreaterThan(4);
});

it('lets every credential verify against the DID document of that moment, and of the end', {
  timeout: 60_000,
}, async () => {
  const deps = await operator();
  const fetch = createSafeFetch({ allowInsecureLoopback: true });
  const issued: unknown[] = [];
  const missing: string[] = [];
  let isOver = false;
  const issueOn = async (configuration: string): Promise<void> => {
    while (!isOver) {
      const { credential } = await issue(configuration);
      issued.push(credential);
      const { didDocument } = await resolveDid(deps.keys.known().did, { fetch, allowInsecureLoopback: true });
      const ids = didDocument?.verificationMethod?.map(({ id }) => id.replace(/^.*#/, ''));
      if (!ids?.includes(keyIdIn(credential))) missing.push(keyIdIn(credential));
    }
  };
  const changeOn = async (): Promise<void> => {
    for (let turn = 0; turn < 6; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      await rotate(deps);
    }
    isOver = true;
  };
  await Promise.all([changeOn(), issueOn('kluscv-ldp'), issueOn('kluscv-ldp'), issueOn('kluscv-ldp-sd')]);
  expect(missing).toEqual([]);
  expect(new Set(issued.map(keyIdIn)).size).toBeGreaterThan(4);
  for (const credential of issued) {
    const shown = keyIdIn(credential).startsWith('p256') ? await showPart(credential) : credential;
    expect((await judge(issuer, shown)).outcome).toBe('valid');
  }
});

it.each([
  ['in threads', true],
  ['in the main thread', false],
])(
  'changes keys in the middle of a run for everybody, signing %s',
  { timeout: 120_000 },
  async (_where, isInThreads) => {
    await storeManyGigs(issuer.deps.store, { workers: 2_200, gigs: 2 });
    const deps = await operator();
    const { url, name } = issuer.deps.settings;
    const threads = isInThreads
      ? startSigningThreads({ hashKey: issuer.deps.hashKey, url, name, logLevel: 'silent' }, issuer.deps, {
          workersForOne: 0,
          threads: 1,
        })
      : undefined;
    const file = join(folder, `all-${isInThreads}.ndjson`);
    const job = await findOrOrderJob(issuer.deps, { configuration: 'kluscv-ldp', file, actor: 'cli' });
    let changes = Promise.resolve();
    try {
      await waitForThreads(threads);
      await runIssueJob(issuer.deps, job.jobId, {
        signer: threads ?? signHere(issuer.deps),
        onProgress: ({ workers }) => {
          if (workers === 500 || workers === 1_000 || workers === 1_750)
            changes = changes.then(async () => {
              await rotate(deps);
            });
        },
      });
      await changes;
    } finally {
      await threads?.close();
    }
    const lines: { credentialId: string; credential: unknown }[] = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const issued = new Map(lines.map(({ credentialId, credential }) => [credentialId, credential]));
    const { wrong, byKey } = await findWrongKeys(issuer.deps.store, issued);
    expect(wrong).toEqual([]);
    expect(issued.size).toBe(1_981);
    expect([...byKey.values()].reduce((sum, count) => sum + count, 0)).toBe(issued.size);
    expect(byKey.size).toBeGreaterThan(1);
    for (const { credential } of lines.filter((_, at) => at % 97 === 0))
      expect((await judge(issuer, credential)).outcome).toBe('valid');
  },
);

/** Until the first thread is there, everything would be signed in the main one. */
async function waitForThreads(threads: ReturnType<typeof startSigningThreads> | undefined): Promise<void> {
  const order = { configuration: 'kluscv-ldp', workerIds: [], places: [], issuedAt: '2026-08-31T10:00:00Z' };
  for (let tries = 0; tries < 1_000 && threads !== undefined && threads.byThreads === 0; tries += 1) {
    await threads.sign(order);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  if (threads !== undefined) expect(threads.byThreads).toBeGreaterThan(0);
}
