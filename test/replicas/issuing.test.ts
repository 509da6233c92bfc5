/** Single credentials from three replicas at once: kept together, and each right by itself. */
import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { KlusCVError } from '../../core/errors.ts';
import { hashErasedWorker } from '../../issuer/erasure.ts';
import { keepIssued } from '../../issuer/issue/keep-issued.ts';
import { changeCredentialStatus } from '../../issuer/status/change-credential-status.ts';
import { takeStatusIndex } from '../../issuer/status/take-status-index.ts';
import { verifyChain } from '../../server/index.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { openStore, type Store } from '../../store/index.ts';
import { startPostgres, type TestPostgres } from '../postgres/index.ts';

let postgres: TestPostgres;
let url: string;
let stores: readonly Store[] = [];
beforeAll(async () => {
  postgres = await startPostgres();
  url = await postgres.createDatabase();
  stores = await Promise.all([1, 2, 3].map(() => openStore(url)));
});
afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()));
  await postgres.stop();
});

const hashKey = nodeCrypto.randomBytes(32);
const clock = (): Date => new Date('2026-11-22T09:00:00Z');
const validUntil = new Date('2031-11-22T09:00:00Z');

const issue = async (store: Store, { workerId, figures }: { workerId: string; figures: string }) => {
  const deps = {
    store,
    hashKey,
    clock,
    settings: {
      url: 'https://issuer.example',
      name: 'Poetsmaat',
      verifierUrl: 'https://verifier.example',
      offerSeconds: 60,
      firstKeys: [],
      keyCallsPerMinute: 1,
      callsPerMinute: 1,
      retention: 'keep' as const,
      pageFolder: '',
    },
  };
  const status = await takeStatusIndex(store.statusLists, nodeCrypto.randomBytes);
  const signable = { workerId, claims: {}, include: undefined, recordHash: figures };
  const order = {
    signable,
    configuration: 'kluscv-ldp',
    content: { status, validUntil },
    keysVersion: 0,
    actor: 'cli',
  };
  const credentialId = await keepIssued(deps, order).catch((error: unknown) => {
    if (error instanceof KlusCVError && error.code === 'gone') return undefined;
    throw error;
  });
  return { credentialId, workerId, figures, place: `${status.list}/${status.index}` };
};

it('no place twice, nobody erased comes back, each worker in order, one chain', {
  timeout: 60_000,
}, async () => {
  let run = 0;
  let issuedInAll = 0;
  const places = new Set<string>();
  const wish = fc.record({
    replica: fc.nat(2),
    worker: fc.nat(3),
    figures: fc.constantFrom('a', 'b'),
    withdraw: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(wish, { minLength: 1, maxLength: 60 }), fc.nat(59), async (wishes, erasing) => {
      run += 1;
      const workerOf = (worker: number): string => `${run}-${worker}`;
      const [store] = stores;
      if (store === undefined) throw new Error('No store was opened.');
      // Of worker 3 everything is forgotten meanwhile.
      const forget = () =>
        store.transact(async ({ erasure }) => {
          await erasure.rememberErased(hashErasedWorker(hashKey, workerOf(3)));
          await erasure.deleteWorker(workerOf(3));
        });
      const issued = await Promise.all(
        wishes.map(async ({ replica, worker, figures, withdraw }, at) => {
          const own = stores[replica] ?? store;
          if (at === erasing) await forget();
          const one = await issue(own, { workerId: workerOf(worker), figures });
          if (withdraw && worker < 3 && one.credentialId !== undefined) {
            const change = { credentialId: one.credentialId, status: 'revoked' as const, actor: 'cli' };
            await changeCredentialStatus({ store: own, hashKey, clock }, change);
          }
          return { ...one, withdraw };
        }),
      );
      // Once, and not again: nothing may have come back behind it.
      if (erasing >= wishes.length) await forget();
      for (const { place } of issued) expect(places.size).toBeLessThan(places.add(place).size);
      expect(await store.credentials.listCredentials(workerOf(3))).toEqual([]);

      const known = issued.filter(({ credentialId }) => credentialId !== undefined);
      issuedInAll += known.length;
      const log = (await store.audit.listEntries({ after: 0, limit: 100_000 })).filter(
        ({ action }) => action === 'credential_issued',
      );
      expect(log).toHaveLength(issuedInAll);
      const turns = new Map(log.map(({ subject, seq }) => [subject, seq]));
      for (const one of known) {
        if (one.workerId === workerOf(3)) continue;
        const kept = await store.credentials.loadCredential(one.credentialId ?? '');
        expect(kept?.status).toBe(one.withdraw ? 'revoked' : 'active');
        const turn = turns.get(one.credentialId) ?? 0;
        const hasNewer = known.some(
          (other) =>
            other.workerId === one.workerId &&
            other.figures !== one.figures &&
            (turns.get(other.credentialId) ?? 0) > turn,
        );
        expect(kept?.newer).toBe(hasNewer);
      }
      for (const worker of [0, 1, 2])
        expect(await store.credentials.listCredentials(workerOf(worker))).toHaveLength(
          known.filter(({ workerId }) => workerId === workerOf(worker)).length,
        );
    }),
    { numRuns: 15 },
  );
  const [store] = stores;
  expect(store && (await verifyChain(store.audit))).toMatchObject({ intact: true });
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ used: string; entries: string }>(
    'select sum(used) as used, (select count(*) from status_entries) as entries from status_lists',
  );
  await client.end();
  expect(rows[0]?.used).toBe(rows[0]?.entries);
});
