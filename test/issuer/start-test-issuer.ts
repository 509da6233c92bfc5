/** A whole issuer in this process: real HTTP, a database in memory, a clock that the test moves. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import canonicalize from 'canonicalize';
import type { Express } from 'express';
import type { GigRecord } from '../../core/credential/index.ts';
import { parseFirstKeys } from '../../issuer/access/index.ts';
import { createIssuerApp } from '../../issuer/app.ts';
import type { IssuerDeps } from '../../issuer/deps.ts';
import { openKeyRing } from '../../issuer/keys/key-ring.ts';
import { createStatusLists } from '../../issuer/status/status-lists.ts';
import { createLog, createMetrics, createSafeFetch } from '../../server/index.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { openStore, type Store } from '../../store/index.ts';

export const apiKey = 'a-key-for-everything-0123456789';
export const readKey = 'a-key-for-reading-0123456789';

export type TestIssuer = {
  readonly url: string;
  readonly deps: IssuerDeps;
  /** What its private keys are encrypted with. */
  readonly secret: Uint8Array;
  readonly passTime: (seconds: number) => void;
  /** A call of the platform, with its key. */
  readonly call: (method: string, path: string, body?: unknown, key?: string) => Promise<Response>;
  readonly close: () => Promise<void>;
};

export async function startTestIssuer(
  options: {
    path?: string;
    pageFolder?: string;
    databaseUrl?: string;
    retention?: 'keep' | 'until-claimed';
    questionnaireUrl?: string;
  } = {},
): Promise<TestIssuer> {
  let app: Express | undefined;
  const server = createServer((req, res) => app?.(req, res));
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://localhost:${port}${options.path ?? ''}`;

  let passed = 0;
  const clock = (): Date => new Date(Date.now() + passed);
  const store = await openStore(options.databaseUrl ?? 'sqlite::memory:');
  await storeGigs(store);
  const secret = nodeCrypto.randomBytes(32);
  const keys = await openKeyRing({
    issuerKeys: store.issuerKeys,
    secrets: [secret],
    url,
    name: 'Poetsmaat',
    clock,
    crypto: nodeCrypto,
  });
  const deps: IssuerDeps = {
    settings: {
      url,
      name: 'Poetsmaat',
      verifierUrl: 'http://localhost:4200',
      offerSeconds: 3_600,
      firstKeys: parseFirstKeys(`${apiKey}, ${readKey}=read`),
      keyCallsPerMinute: 100_000,
      retention: options.retention ?? 'keep',
      questionnaireUrl: options.questionnaireUrl,
      callsPerMinute: 100_000,
      pageFolder: options.pageFolder ?? '/nonexistent',
    },
    store,
    keys,
    hashKey: nodeCrypto.randomBytes(32),
    mappings: new Map(),
    statusLists: createStatusLists(store.statusLists, { issuerUrl: url, keys, crypto: nodeCrypto, clock }),
    crypto: nodeCrypto,
    clock,
    fetch: createSafeFetch({ allowInsecureLoopback: true }),
    fetchPage: createSafeFetch({ allowInsecureLoopback: true }),
    secretOf: (name) => (name === 'TEST_SOURCE_KEY' ? 'source-secret' : undefined),
    log: createLog({ name: 'issuer', level: 'silent' }),
  };
  app = createIssuerApp(deps, { metrics: createMetrics('issuer') });
  return {
    url,
    deps,
    secret,
    passTime: (seconds) => {
      passed += seconds * 1000;
    },
    call: (method, path, body, key = apiKey) =>
      fetch(`${url}/api/v1${path}`, {
        method,
        headers: {
          ...(key === '' ? {} : { authorization: `Bearer ${key}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
    },
  };
}

const cleaning = 'http://data.europa.eu/esco/skill/821ecf8f-3c2a-4b89-a9f1-b2aa7fb0b625';

/** Six completed gigs of W-1, all rated and one reviewed; one scheduled gig of W-2, who has nothing to show. */
async function storeGigs(store: Store): Promise<void> {
  const completed = Array.from(
    { length: 6 },
    (_, index): GigRecord => ({
      gigId: `G-${index + 1}`,
      workerId: 'W-1',
      workerName: 'Fatima de Vries',
      status: 'completed',
      startedAt: `2025-0${index + 1}-10T08:00:00Z`,
      minutes: 150,
      client: { id: `C-${index % 2}` },
      sector: { scheme: 'SBI', version: '2025', code: '81210' },
      skills: [cleaning],
      rating: { value: 4 + (index % 2), worst: 1, best: 5 },
      ...(index === 0 ? { review: { text: 'Netjes en op tijd.', date: '2025-01-11' } } : {}),
      updatedAt: `2025-0${index + 1}-11T08:00:00Z`,
    }),
  );
  const scheduled: GigRecord = {
    gigId: 'G-9',
    workerId: 'W-2',
    workerName: 'Jan Jansen',
    status: 'scheduled',
    startedAt: '2025-07-10T08:00:00Z',
    minutes: 60,
    updatedAt: '2025-06-20T08:00:00Z',
  };
  const gigs = [...completed, scheduled].map((gig) => ({
    gigId: gig.gigId,
    workerId: gig.workerId,
    workerName: gig.workerName,
    updatedAt: Date.parse(gig.updatedAt),
    knownAt: Date.parse(gig.updatedAt),
    canonical: canonicalize(gig) ?? '',
  }));
  await store.gigs.storeChosen(
    gigs.map(({ gigId }) => gigId),
    () => gigs,
  );
}
