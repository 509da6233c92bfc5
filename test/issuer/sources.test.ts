/** A platform's endpoint that is fetched page by page. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Mapping, parseMapping } from '../../issuer/ingest/index.ts';
import { listSources, runDueSources, runSource } from '../../issuer/sources/index.ts';
import { startTestIssuer, type TestIssuer } from './start-test-issuer.ts';

const gig = (id: string) => ({
  id,
  worker: 'S-1',
  state: 'done',
  start: '2024-05-01T10:00:00Z',
  minutes: 60,
});
const pages: Record<string, { gigs: object[]; next?: string }> = {
  '': { gigs: [gig('1'), gig('2')], next: 'b' },
  b: { gigs: [gig('3'), { id: '4' }], next: 'c' },
  c: { gigs: [gig('5')] },
};

let issuer: TestIssuer;
let endpoint: Server;
let asked: URL[] = [];
let keys: (string | undefined)[] = [];
let broken: string | undefined;
let mapping: Mapping;

beforeAll(async () => {
  endpoint = createServer((req, res) => {
    const url = new URL(req.url ?? '', 'http://localhost');
    asked.push(url);
    keys.push(req.headers.authorization);
    const cursor = url.searchParams.get('cursor') ?? '';
    if (cursor === broken) res.writeHead(503).end();
    else
      res.end(JSON.stringify({ data: { gigs: pages[cursor]?.gigs }, meta: { next: pages[cursor]?.next } }));
  });
  await new Promise<void>((resolve) => endpoint.listen(0, 'localhost', resolve));
  const moment = { from: 'start', format: 'iso' };
  mapping = parseMapping({
    platform: 'Ours',
    file: { format: 'json', encoding: 'utf-8', records: 'data.gigs[]' },
    source: {
      url: `http://localhost:${(endpoint.address() as AddressInfo).port}/gigs?fixed=1`,
      keyFrom: 'TEST_SOURCE_KEY',
      cursor: { parameter: 'cursor', from: 'meta.next' },
      updatedSince: { parameter: 'updatedSince' },
      everyMinutes: 30,
    },
    gig: {
      gigId: 'id',
      workerId: 'worker',
      status: { from: 'state', words: { done: 'completed' } },
      startedAt: moment,
      minutes: { from: 'minutes', unit: 'minutes' },
      updatedAt: moment,
    },
  });
});
beforeEach(async () => {
  const started = await startTestIssuer();
  issuer = { ...started, deps: { ...started.deps, mappings: new Map([['ours', mapping]]) } };
  [asked, keys, broken] = [[], [], undefined];
  return started.close;
});
afterAll(() => endpoint.close());

const run = () => runSource(issuer.deps, { name: 'ours', mapping, actor: 'test' });

describe('a source', () => {
  it('is read to its end, with the key, and the next time from where it was', async () => {
    const state = await run();
    expect(state.counts).toEqual({ pages: 3, accepted: 4, corrected: 0, unchanged: 0, refused: 1 });
    expect(asked.map(({ searchParams }) => searchParams.get('cursor'))).toEqual([null, 'b', 'c']);
    expect(asked.every(({ searchParams }) => searchParams.get('fixed') === '1')).toBe(true);
    expect(keys).toEqual(Array.from({ length: 3 }, () => 'Bearer source-secret'));
    const refused = await issuer.deps.store.imports.listRefused(state.refusedImportId ?? '', {
      from: 0,
      limit: 9,
    });
    expect(refused).toMatchObject([{ line: 'data.gigs[1]', code: 'missing_value' }]);

    asked = [];
    const again = await run();
    expect(again.counts).toMatchObject({ accepted: 0, unchanged: 4 });
    const since = Date.parse(asked[0]?.searchParams.get('updatedSince') ?? '');
    expect(since).toBe(Date.parse(state.runStartedAt ?? '') - 10 * 60_000);
  });

  it('that breaks off says why, and goes on at that page', async () => {
    broken = 'c';
    await expect(run()).rejects.toMatchObject({ code: 'fetch_failed' });
    const [listed] = await listSources(issuer.deps);
    expect(listed?.state).toMatchObject({
      cursor: 'c',
      counts: { accepted: 3 },
      lastError: { code: 'fetch_failed', message: 'The source answered with status 503.' },
    });
    expect(listed?.state).not.toHaveProperty('updatedSince');
    broken = undefined;
    asked = [];
    const state = await run();
    expect(asked.map(({ searchParams }) => searchParams.get('cursor'))).toEqual(['c']);
    expect(state).toMatchObject({ counts: { pages: 3, accepted: 4 } });
    expect(state).not.toHaveProperty('lastError');
    expect(state).not.toHaveProperty('cursor');
  });

  it('begins anew when the page where it broke off is gone for good', async () => {
    broken = 'c';
    await expect(run()).rejects.toThrow();
    await expect(run()).rejects.toThrow();
    broken = undefined;
    asked = [];
    await run();
    expect(asked[0]?.searchParams.get('cursor')).toBeNull();
  });

  it('is run when its time has come, and not before', async () => {
    await runDueSources(issuer.deps);
    await runDueSources(issuer.deps);
    expect(asked).toHaveLength(3);
    issuer.passTime(31 * 60);
    await runDueSources(issuer.deps);
    expect(asked).toHaveLength(6);
  });
});

describe('the calls', () => {
  it('list sources, and know none that is not in a mapping', async () => {
    expect(await (await issuer.call('GET', '/sources')).json()).toEqual({ sources: [] });
    expect((await issuer.call('POST', '/sources/ours/run')).status).toBe(404);
  });
});

describe('a mapping', () => {
  it('finds a cursor in the answer only where that is one JSON document', () => {
    const { source, ...others } = mapping;
    expect(() => parseMapping({ ...others, file: { format: 'ndjson', encoding: 'utf-8' }, source })).toThrow(
      'source.cursor.from',
    );
  });
});
