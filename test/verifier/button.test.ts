/** The button for other sites: what it believes of its site, how it follows a question, and the script as it is served. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createButtonFlow, type FlowPorts } from '../../verifier/button/flow.ts';
import { parseOpened, parseStanding } from '../../verifier/button/parse-answers.ts';
import { createWorld, type World } from './world.ts';

const verifier = 'https://verifier.example/kluscv';
const linkTo = (address: string, scheme = 'openid4vp') =>
  `${scheme}://?client_id=x509_hash%3Aabc&request_uri=${encodeURIComponent(address)}`;
const good = {
  id: 'abc',
  requestUri: linkTo(`${verifier}/request/abc`),
  walletUrl: 'https://wallet.example',
  expiresAt: '2026-11-21T12:05:00.000Z',
};

describe('what the site answers', () => {
  it('is shown when it leads to the verifier of the tag, with the web wallet’s link in a fragment', () => {
    expect(parseOpened(good, 'same-device', verifier)).toEqual({
      name: 'waiting',
      id: 'abc',
      device: 'same-device',
      requestUri: good.requestUri,
      webWallet: `https://wallet.example/#request=${encodeURIComponent(good.requestUri)}`,
      expiresAt: Date.parse(good.expiresAt),
    });
  });

  it.each([
    ['another host', { requestUri: linkTo('https://evil.example/kluscv/request/abc') }],
    ['another path', { requestUri: linkTo('https://verifier.example/other/abc') }],
    ['plain http', { requestUri: linkTo('http://verifier.example/kluscv/request/abc') }],
    ['a script', { requestUri: 'javascript:alert(1)//?request_uri=https://verifier.example/kluscv/' }],
    ['a page', { requestUri: linkTo(`${verifier}/request/abc`, 'https') }],
    ['two requests', { requestUri: `${good.requestUri}&request_uri=https%3A%2F%2Fevil.example` }],
    ['no request', { requestUri: 'openid4vp://?request=eyJ' }],
    ['no id', { id: undefined }],
    ['an id with a path', { id: '../secret' }],
    ['no end', { expiresAt: 'soon' }],
    ['an endless link', { requestUri: `${good.requestUri}&x=${'x'.repeat(5_000)}` }],
  ])('is not shown with %s', (_what, change) => {
    expect(parseOpened({ ...good, ...change }, 'cross-device', verifier)).toBeUndefined();
  });

  it('leaves out a web wallet that is no safe address', () => {
    for (const walletUrl of ['javascript:alert(1)', 'http://wallet.example', 'data:text/html,x', 7])
      expect(parseOpened({ ...good, walletUrl }, 'cross-device', verifier)?.webWallet).toBeUndefined();
  });

  it('tells a worker’s no from an answer that did not hold', () => {
    expect(parseStanding({ state: 'refused', reason: 'access_denied' })?.state).toBe('refused');
    expect(parseStanding({ state: 'refused', reason: 'answer_not_accepted' })?.state).toBe('failed');
    for (const odd of [undefined, null, 'received', {}, { state: 'genuine' }, { state: ['received'] }])
      expect(parseStanding(odd)).toBeUndefined();
  });
});

/** A site that answers as told, and a clock that the test turns. */
const setUp = (
  answers: (path: string, body: string) => Response | undefined,
  memory: { value?: unknown } = {},
) => {
  let now = Date.parse('2026-11-21T12:00:00.000Z');
  let waiting: { at: number; callback: () => void } | undefined;
  const asked: { path: string; body: string; init: RequestInit | undefined }[] = [];
  const ports: FlowPorts = {
    now: () => now,
    memory: {
      read: () => memory.value,
      write: (value) => {
        memory.value = value;
      },
    },
    later: (milliseconds, callback) => {
      const own = { at: now + milliseconds, callback };
      waiting = own;
      return () => {
        if (waiting === own) waiting = undefined;
      };
    },
    fetch: async (path, init) => {
      const body = String(init?.body ?? '');
      asked.push({ path, body, init });
      const answer = answers(path, body);
      if (answer === undefined) throw new TypeError('no network');
      return answer;
    },
  };
  const seen: string[] = [];
  const flow = createButtonFlow({ endpoint: '/kluscv', verifier, purpose: 'employer' }, ports, ({ name }) =>
    seen.push(name),
  );
  /** Lets the next look happen; false when none is due. */
  const turn = async (): Promise<boolean> => {
    const due = waiting;
    if (due === undefined) return false;
    waiting = undefined;
    now = due.at;
    due.callback();
    await new Promise((resolve) => setImmediate(resolve));
    return true;
  };
  return { flow, seen, asked, turn };
};
const json = (body: unknown, status = 200) => Response.json(body, { status });

describe('a question', () => {
  it('is opened by the site’s own back end, followed to its end, and then left alone', async () => {
    let state = 'waiting';
    const { flow, seen, asked, turn } = setUp((path) =>
      path === '/kluscv/requests' ? json(good, 201) : json({ id: 'abc', state }),
    );
    await flow.start('cross-device');
    await turn();
    state = 'received';
    await turn();
    expect(seen).toEqual(['opening', 'waiting', 'received']);
    expect(await turn()).toBe(false);
    expect(asked.map(({ path }) => path)).toEqual([
      '/kluscv/requests',
      '/kluscv/requests/abc',
      '/kluscv/requests/abc',
    ]);
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ purpose: 'employer', flow: 'cross-device' });
    expect(asked.every(({ init }) => init?.credentials === 'same-origin')).toBe(true);
  });

  it('goes on over a network that is gone for a while, and ends when its time is over', async () => {
    const { flow, seen, turn } = setUp((path) => (path === '/kluscv/requests' ? json(good, 201) : undefined));
    await flow.start('cross-device');
    for (let turns = 0; turns < 200 && (await turn()); turns += 1);
    expect(seen).toEqual(['opening', 'waiting', 'expired']);
  });

  it.each([
    ['does not answer', undefined, 'unreachable'],
    ['is broken', json({}, 502), 'unreachable'],
    ['knows no such call', json({}, 404), 'broken'],
    ['sends elsewhere', json({ ...good, requestUri: linkTo('https://evil.example/') }, 201), 'broken'],
  ])('of a site that %s is not asked', async (_what, answer, expected) => {
    const { flow, seen } = setUp(() => answer);
    await flow.start('same-device');
    expect(seen).toEqual(['opening', expected]);
  });

  it('that was stopped comes to nothing, whatever is answered later', async () => {
    const { flow, seen, turn } = setUp((path) =>
      path === '/kluscv/requests' ? json(good, 201) : json({ state: 'received' }),
    );
    await flow.start('cross-device');
    flow.cancel();
    expect(await turn()).toBe(false);
    const opening = flow.start('cross-device');
    flow.cancel();
    await opening;
    expect(seen).toEqual(['opening', 'waiting', 'idle', 'opening', 'idle']);
  });

  it('goes on after a reload, looked at as closely as before, and is forgotten with its end', async () => {
    const memory: { value?: unknown } = {};
    let state = 'waiting';
    const site = (path: string) =>
      path === '/kluscv/requests' ? json(good, 201) : json({ id: 'abc', state });
    expect(setUp(site, memory).flow.resume()).toBe(false);
    await setUp(site, memory).flow.start('same-device');
    const again = setUp(site, memory);
    expect(again.flow.resume()).toBe(true);
    expect(again.flow.state()).toMatchObject({ name: 'waiting', device: 'same-device' });
    const elsewhere = { ...good, requestUri: linkTo('https://evil.example/') };
    for (const value of [
      { endpoint: '/other', device: 'same-device', body: good },
      { endpoint: '/kluscv', device: 'same-device', body: elsewhere },
      'nonsense',
    ])
      expect(setUp(site, { value }).flow.resume()).toBe(false);
    state = 'received';
    await again.turn();
    expect(again.seen).toEqual(['waiting', 'received']);
    expect(memory.value).toBeUndefined();
  });

  it('ends with the wallet’s code, which goes to the site in a body', async () => {
    const { flow, seen, asked } = setUp(() => json({ id: 'abc', state: 'received' }));
    await flow.comeBack('the-code');
    expect(seen).toEqual(['opening', 'received']);
    expect(asked).toMatchObject([{ path: '/kluscv/response-code', body: '{"responseCode":"the-code"}' }]);
    const refused = setUp(() => json({}, 404));
    await refused.flow.comeBack('another');
    expect(refused.seen).toEqual(['opening', 'failed']);
  });
});

describe('the script', () => {
  let world: World;
  const folder = mkdtempSync(join(tmpdir(), 'kluscv-button-'));
  const file = join(folder, 'kluscv-button.js');
  const text = `/* ${'the script '.repeat(200)} */`;
  const hash = createHash('sha384').update(text).digest();
  beforeAll(async () => {
    writeFileSync(file, text);
    writeFileSync(`${file}.br`, brotliCompressSync(text));
    world = await createWorld({ buttonFile: file });
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await world.close();
  });

  it('is for every site, under a name for the newest and one that keeps these bytes', async () => {
    const named = `/kluscv-button-${hash.toString('hex').slice(0, 16)}.js`;
    for (const [path, cached] of [
      ['/kluscv-button.js', 'public, max-age=300'],
      [named, 'public, max-age=31536000, immutable'],
    ] as const) {
      const response = await fetch(world.url + path, { headers: { 'accept-encoding': 'gzip, br' } });
      expect(response.status).toBe(200);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'content-type': 'text/javascript; charset=utf-8',
        'content-encoding': 'br',
        'cache-control': cached,
      });
      expect(await response.text()).toBe(text);
    }
    const plain = await fetch(world.url + named, { headers: { 'accept-encoding': 'identity' } });
    expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, text]);
    expect((await fetch(`${world.url}/kluscv-button-0123456789abcdef.js`)).status).toBe(404);
  });

  it('stands in the documentation with the hash that a browser checks', async () => {
    const page = await (await fetch(`${world.url}/docs/button`)).text();
    expect(page).toContain(`sha384-${hash.toString('base64').replace(/[&<>"']/g, '')}`);
    expect(page).toContain(`/kluscv-button-${hash.toString('hex').slice(0, 16)}.js`);
    expect(page).not.toMatch(/<script/);
  });

  it('is not there where it was not built', async () => {
    const other = await createWorld();
    for (const path of ['/kluscv-button.js', '/docs/button'])
      expect((await fetch(other.url + path)).status).toBe(404);
    await other.close();
  });
});
