/** Status lists for threads: verified once for all of them, and never believed longer than in the main thread. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toUtf8 } from '../../core/bytes.ts';
import { createIssuerChains, createVerifiedLists } from '../../core/verify/index.ts';
import { createMetrics, showCanonicalizations } from '../../server/index.ts';
import { checkHere } from '../../verifier/batch/check-lines.ts';
import { type CheckThreads, startCheckThreads } from '../../verifier/batch/index.ts';
import { createThreadCounts } from '../../verifier/batch/thread-counts.ts';
import { createWorld, facts, platformUrl, type World } from './world.ts';

let world: World;
let credentials: readonly unknown[];
const started: CheckThreads[] = [];
beforeAll(async () => {
  world = await createWorld();
  credentials = [
    await world.issue(facts, world.newHolder()),
    await world.issueLdp(facts, world.newHolder()),
    await world.issueJwt(facts, world.newHolder()),
  ];
});
afterAll(async () => {
  await Promise.all(started.map(({ close }) => close()));
  await world.close();
});

const start = (deps = world.deps): CheckThreads => {
  const threads = startCheckThreads(deps, { threads: 2 });
  started.push(threads);
  return threads;
};
const linesOf = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    number: at + 1,
    bytes: toUtf8(JSON.stringify({ id: at, credential: credentials[at % credentials.length] })),
  }));

it('are verified once for all threads and all groups, and not again for the main thread', async () => {
  const verifiedLists = createVerifiedLists({ entries: 10, bytes: 1_000_000 });
  const deps = { ...world.deps, verifiedLists };
  const threads = start(deps);
  await Promise.all(Array.from({ length: 12 }, () => threads.check(linesOf(9), false)));
  await checkHere(linesOf(9), false, deps);
  // One of the token form, and those of both purposes of the W3C forms.
  expect(verifiedLists.counts()).toMatchObject({ misses: 3, size: 3 });
  await world.publish('revoked');
  await Promise.all(Array.from({ length: 6 }, () => threads.check(linesOf(9), false)));
  expect(verifiedLists.counts().misses).toBe(4);
  await world.publish('active');
});

it('say the same in the next group of a thread as in the main thread without any memory, whatever happens to them', {
  timeout: 120_000,
}, async () => {
  const threads = start();
  const { verifiedLists: _, issuerChains: __, ...forgetful } = world.deps;
  const events = {
    withdraw: () => world.publish('revoked'),
    suspend: () => world.publish('suspended'),
    lift: () => world.publish('active'),
    lose: async () => world.forgetLists(),
    spoil: async () => world.serveInstead(`${platformUrl}/status/token/1`, 'not a list'),
    misplace: async () =>
      world.serveInstead(`${platformUrl}/status/bitstring/1/revocation`, '{"type":["VerifiableCredential"]}'),
    age: async () => world.wait(90_000),
    delist: async () => {
      world.trust.list = { ...world.trust.list, version: world.trust.list.version + 1, platforms: [] };
    },
  };
  const listed = world.trust.list;
  const seen = new Set<string>();
  const names = fc.constantFrom(...(Object.keys(events) as (keyof typeof events)[]));
  await fc.assert(
    fc.asyncProperty(fc.array(names, { minLength: 1, maxLength: 6 }), async (row) => {
      world.trust.list = listed;
      await world.publish('active');
      await world.issueLdp(facts, world.newHolder());
      for (const name of row) {
        await events[name]();
        const [inThread, here] = await Promise.all([
          threads.check(linesOf(6), true),
          checkHere(linesOf(6), true, forgetful),
        ]);
        expect(inThread).toEqual(here);
        for (const outcome of here.outcomes) seen.add(outcome);
      }
    }),
    { numRuns: 25 },
  );
  world.trust.list = listed;
  expect(seen).toEqual(new Set(['valid', 'revoked', 'suspended', 'undetermined', 'unknown_issuer']));
});

it('leave the memories of threads counted together, also of those that have ended', async () => {
  await world.publish('active');
  const threads = start({ ...world.deps, issuerChains: createIssuerChains({ entries: 10 }) });
  const metrics = createMetrics('verifier');
  showCanonicalizations(metrics, () => threads.counts().canonicalizations);
  expect(threads.counts()).toEqual({
    issuerChains: { hits: 0, misses: 0, size: 0 },
    canonicalizations: { compiled: 0, library: 0 },
  });
  for (let turn = 0; turn < 6; turn += 1) await threads.check(linesOf(9), false);
  const { issuerChains, canonicalizations } = threads.counts();
  // One chain for the three credentials with one in each of six groups.
  expect(issuerChains.hits + issuerChains.misses).toBe(18);
  expect(issuerChains.size).toBeGreaterThan(0);
  expect(canonicalizations.compiled).toBeGreaterThan(0);
  const text = await metrics.registry.metrics();
  expect(
    Number(/kluscv_canonicalizations_total\{[^}]*way="compiled"[^}]*\} (\d+)/.exec(text)?.[1]),
  ).toBeGreaterThan(0);
  await threads.close();
  expect(threads.counts()).toEqual({ issuerChains: { ...issuerChains, size: 0 }, canonicalizations });
});

it('counts of a thread that ended stay, and what it held is gone', () => {
  let living = [1, 2];
  const { note, sum } = createThreadCounts(() => living);
  const counted = (hits: number, size: number) => ({
    issuerChains: { hits, misses: 1, size },
    canonicalizations: { compiled: hits, library: 0 },
  });
  note(1, counted(1, 1));
  note(1, counted(5, 2));
  note(2, counted(7, 3));
  expect(sum().issuerChains).toEqual({ hits: 12, misses: 2, size: 5 });
  living = [2, 3];
  expect(sum().issuerChains).toEqual({ hits: 12, misses: 2, size: 3 });
  note(3, counted(1, 1));
  expect(sum()).toEqual({
    issuerChains: { hits: 13, misses: 3, size: 4 },
    canonicalizations: { compiled: 13, library: 0 },
  });
});
