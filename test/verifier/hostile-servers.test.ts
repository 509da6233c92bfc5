/** A verifier between servers that hang, redirect, lie and send bombs: it fetches from listed platforms alone, and what it could not fetch is never valid. */
import { gzipSync } from 'node:zlib';
import { zlibSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadDocument } from '../../contexts/index.ts';
import { toBase64Url } from '../../core/bytes.ts';
import { resolveDid } from '../../core/did/index.ts';
import { signJws } from '../../core/proof/index.ts';
import { tokenStatusListType } from '../../core/status/index.ts';
import { type CredentialReport, type ReceivedCredential, verifyCredential } from '../../core/verify/index.ts';
import { createLog, createSafeFetch } from '../../server/index.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { createStatusListCache } from '../../verifier/trust/status-list-cache.ts';
import {
  bitstringUrl,
  createTestPlatform,
  day,
  now,
  type TestPlatform,
  tokenListUrl,
} from '../core/verify/a-platform.ts';
import { trustList } from '../core/verify/a-world.ts';
import {
  answer,
  type Behaviour,
  drip,
  flood,
  type HostileServer,
  hang,
  hangUp,
  raw,
  stall,
  startHostileServer,
} from './hostile-server.ts';

const tokenPath = '/status/token/1';
const bitPath = '/status/bitstring/1/revocation';
const didPath = '/.well-known/did.json';
const tenMegabytes = 10_000_000;

let server: HostileServer;
let elsewhere: HostileServer;
let platform: TestPlatform;
let other: TestPlatform;
let stranger: TestPlatform;
let sdJwt: string;
let ldp: ReceivedCredential;
let goodList: string;
let goodBits: string;
let goodDid: string;

beforeAll(async () => {
  server = await startHostileServer();
  elsewhere = await startHostileServer();
  platform = await createTestPlatform('Poetsmaat', server.url);
  other = await createTestPlatform('Dagploeg', 'https://dagploeg.example');
  stranger = await createTestPlatform('Vreemd', elsewhere.url);
  sdJwt = await platform.sdJwt();
  ldp = { format: 'ldp_vc', document: await platform.ldp() };
  goodList = await platform.tokenList({});
  goodBits = JSON.stringify(await platform.bitstringList('revocation', {}));
  goodDid = JSON.stringify(platform.didDocument);
});
beforeEach(async () => {
  server.asked.length = 0;
  elsewhere.asked.length = 0;
  server.at.clear();
  server.at.set(tokenPath, answer(goodList));
  server.at.set(bitPath, answer(goodBits));
  server.at.set(
    '/status/bitstring/1/suspension',
    answer(JSON.stringify(await platform.bitstringList('suspension', {}))),
  );
  server.at.set(didPath, answer(goodDid));
});
afterAll(() => {
  server.close();
  elsewhere.close();
});

/** As the service is put together: guarded fetch, nothing remembered. */
const check = (credential: ReceivedCredential): Promise<CredentialReport> => {
  const fetch = createSafeFetch({ allowInsecureLoopback: true, timeoutMs: 400 });
  const log = createLog({ name: 'test', level: 'silent' });
  return verifyCredential(credential, {
    now,
    clockSkewSeconds: 60,
    crypto: nodeCrypto,
    loadDocument,
    trust: { state: 'current', list: trustList([platform.listed, other.listed]) },
    resolveDid: (did) => resolveDid(did, { fetch, allowInsecureLoopback: true }),
    loadStatusList: createStatusListCache({
      fetch,
      log,
      clock: () => now,
      seconds: 0,
      entries: 1,
      bytes: 10_000_000,
      maxBytes: 1_000_000,
    }).load,
    verifierName: 'Test',
  });
};
const checkSdJwt = (compact = sdJwt) => check({ format: 'dc+sd-jwt', compact });
const failing = ({ checks }: CredentialReport) =>
  checks.filter(({ outcome }) => outcome === 'fail' || outcome === 'undetermined').map(({ code }) => code);

test('where every server behaves it is valid', async () => {
  expect((await checkSdJwt()).outcome).toBe('valid');
  expect((await check(ldp)).outcome).toBe('valid');
});

/** What may happen at any address, whatever should lie there. */
const misbehaviours: readonly [string, (good: string) => Behaviour][] = [
  ['hangs', () => hang],
  ['stalls halfway', stall],
  ['drips for ever', () => drip],
  ['floods', () => flood],
  ['hangs up', () => hangUp],
  ['speaks no HTTP', () => raw('SSH-2.0-OpenSSH_9.9\r\n')],
  [
    'says it is longer than it is',
    (good) => raw(`HTTP/1.1 200 OK\r\nContent-Length: ${good.length + 9}\r\n\r\n${good}`),
  ],
  [
    'says two lengths',
    (good) => raw(`HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n${good}`),
  ],
  [
    'says a length and chunks',
    (good) => raw(`HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n${good}`),
  ],
  ['sends headers without end', () => raw(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}`)],
  ['sends a gzip bomb', () => answer(gzipSync(Buffer.alloc(tenMegabytes)), { 'content-encoding': 'gzip' })],
  ['says gzip of what is none', (good) => answer(good, { 'content-encoding': 'gzip' })],
  ['cuts its gzip off', (good) => answer(gzipSync(good).subarray(0, -9), { 'content-encoding': 'gzip' })],
  ['packs in a way that was not asked', (good) => answer(good, { 'content-encoding': 'br' })],
  ['packs twice', (good) => answer(gzipSync(gzipSync(good)), { 'content-encoding': 'gzip, gzip' })],
  ['is not there', () => answer('', {}, 404)],
  ['is broken, though the body is right', (good) => answer(good, {}, 500)],
  ['has gone on, though the body is right', (good) => answer(good, {}, 206)],
  ...[301, 302, 303, 307, 308].map((status): [string, () => Behaviour] => [
    `redirects with ${status}`,
    () => answer('', { location: `${elsewhere.url}/anything` }, status),
  ]),
  ['redirects to itself', () => answer('', { location: server.url }, 302)],
  [
    'redirects to the metadata of a cloud',
    () => answer('', { location: 'http://169.254.169.254/latest' }, 302),
  ],
  ['redirects to a file', () => answer('', { location: 'file:///etc/passwd' }, 302)],
];

describe('a server', () => {
  test.each(misbehaviours)(
    'that %s, for the list of a JWT: undetermined, its content still shown',
    async (_name, behave) => {
      server.at.set(tokenPath, behave(goodList));
      const report = await checkSdJwt();
      expect(report).toMatchObject({ outcome: 'undetermined', record: { gigsCompleted: 214 } });
      expect(failing(report)).toEqual(['status_unreachable']);
      expect(elsewhere.asked).toEqual([]);
    },
  );

  test.each(misbehaviours)(
    'that %s, for the keys of the platform: undetermined, nothing shown',
    async (_name, behave) => {
      server.at.set(didPath, behave(goodDid));
      const report = await check(ldp);
      expect(report).toMatchObject({ outcome: 'undetermined', record: null });
      expect(failing(report)).toEqual(['issuer_unreachable']);
      expect(elsewhere.asked).toEqual([]);
    },
  );

  test('that cuts its body shorter than it is: never valid', async () => {
    server.at.set(
      tokenPath,
      raw(`HTTP/1.1 200 OK\r\nContent-Length: ${goodList.length - 9}\r\n\r\n${goodList}`),
    );
    expect((await checkSdJwt()).outcome).toBe('undetermined');
  });

  test('that lies about the type: what was signed counts, not what it is called', async () => {
    server.at.set(tokenPath, answer(goodList, { 'content-type': 'text/html' }));
    expect((await checkSdJwt()).outcome).toBe('valid');
    server.at.set(tokenPath, answer('<html>', { 'content-type': 'application/statuslist+jwt' }));
    expect(failing(await checkSdJwt())).toEqual(['status_unreadable']);
  });
});

/** Answers that come as they should, with a list in them that is not the right one. */
const wrongLists: readonly [string, string, () => Promise<string>][] = [
  ['of another address', 'status_foreign', () => platform.tokenList({}, `${tokenListUrl(server.url)}0`)],
  [
    'signed by another listed platform',
    'status_unreadable',
    () => other.tokenList({}, tokenListUrl(server.url)),
  ],
  ['signed by a stranger', 'status_unreadable', () => stranger.tokenList({}, tokenListUrl(server.url))],
  [
    'out of date',
    'status_expired',
    () =>
      platform.tokenList({
        issuedAt: new Date(now.getTime() - 2 * day),
        until: new Date(now.getTime() - day),
      }),
  ],
  ['in the form of the other format', 'status_unreadable', async () => goodBits],
  [
    'with a zlib bomb in it',
    'status_unreadable',
    () => tokenListWith(toBase64Url(zlibSync(new Uint8Array(tenMegabytes)))),
  ],
  ['with garbage in it', 'status_unreadable', () => tokenListWith('AAAA')],
  [
    'with an empty list in it',
    'status_outside',
    () => tokenListWith(toBase64Url(zlibSync(new Uint8Array()))),
  ],
];
function tokenListWith(lst: string): Promise<string> {
  const [iat, exp] = [now.getTime() / 1000, now.getTime() / 1000 + 3600];
  return signJws(
    {
      header: { typ: tokenStatusListType, x5c: platform.x5c },
      payload: { sub: tokenListUrl(server.url), iat, exp, status_list: { bits: 2, lst } },
    },
    platform.p256Signer,
  );
}

const wrongBits: readonly [string, string, () => Promise<string>][] = [
  [
    'of another purpose',
    'status_foreign',
    async () =>
      JSON.stringify(await platform.bitstringList('suspension', {}, bitstringUrl(server.url, 'revocation'))),
  ],
  [
    'of another address',
    'status_foreign',
    async () => JSON.stringify(await platform.bitstringList('revocation', {}, `${server.url}/old`)),
  ],
  [
    'signed by another listed platform',
    'status_foreign',
    async () =>
      JSON.stringify(await other.bitstringList('revocation', {}, bitstringUrl(server.url, 'revocation'))),
  ],
  [
    'out of date',
    'status_expired',
    async () =>
      JSON.stringify(await platform.bitstringList('revocation', { until: new Date(now.getTime() - day) })),
  ],
  ['in the form of the other format', 'status_unreadable', async () => goodList],
  [
    'with a gzip bomb in it',
    'status_unreadable',
    async () => {
      const { proof: _, ...list } = await platform.bitstringList('revocation', {});
      const encodedList = `u${toBase64Url(gzipSync(Buffer.alloc(tenMegabytes)))}`;
      return JSON.stringify(
        await platform.signDocument({
          ...list,
          credentialSubject: { ...Object(list.credentialSubject), encodedList },
        }),
      );
    },
  ],
  ['of lists in lists', 'status_unreadable', async () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
];

describe('a list', () => {
  test.each(wrongLists)('for a JWT %s: undetermined, %s', async (_name, code, make) => {
    server.at.set(tokenPath, answer(await make()));
    const report = await checkSdJwt();
    expect([report.outcome, failing(report)]).toEqual(['undetermined', [code]]);
  });

  test.each(wrongBits)('for a W3C credential %s: undetermined, %s', async (_name, code, make) => {
    server.at.set(bitPath, answer(await make()));
    const report = await check(ldp);
    expect([report.outcome, failing(report)]).toEqual(['undetermined', [code]]);
  });

  test('that does not reach as far as the credential: undetermined', async () => {
    const far = await platform.sdJwt({ index: 4_000_000 });
    expect(failing(await checkSdJwt(far))).toEqual(['status_outside']);
  });

  test('packed by its server within the limit is read', async () => {
    server.at.set(
      tokenPath,
      answer(gzipSync(await platform.tokenList({ revoked: [7] })), { 'content-encoding': 'gzip' }),
    );
    expect((await checkSdJwt()).outcome).toBe('revoked');
  });
});

describe('nothing is fetched', () => {
  test('for a stranger, in any format', async () => {
    for (const credential of [
      { format: 'dc+sd-jwt', compact: await stranger.sdJwt() },
      { format: 'ldp_vc', document: await stranger.ldp() },
      { format: 'kluscv-compact', bytes: await stranger.compact() },
    ] as const)
      expect((await check(credential)).outcome).toBe('unknown_issuer');
    expect([...server.asked, ...elsewhere.asked]).toEqual([]);
  });

  test('for a list before the signature was found to hold', async () => {
    const [jwt = '', ...rest] = sdJwt.split('~');
    const broken = [`${jwt.slice(0, -6)}AAAAAA`, ...rest].join('~');
    expect((await checkSdJwt(broken)).outcome).toBe('changed');
    expect(server.asked).toEqual([]);
  });

  test('from another port of the same machine, though the platform signed the address', async () => {
    const unsigned = platform.unsigned();
    const credentialStatus = unsigned.credentialStatus?.map((entry) => ({
      ...entry,
      statusListCredential: `${elsewhere.url}${bitPath}`,
    }));
    const document = await platform.signDocument({ ...unsigned, credentialStatus });
    expect(failing(await check({ format: 'ldp_vc', document }))).toEqual(['status_foreign']);
    expect(elsewhere.asked).toEqual([]);
  });

  test('from this machine by a service that is not the demo', async () => {
    const fetch = createSafeFetch({ allowInsecureLoopback: false });
    for (const address of [server.url, server.url.replace('http:', 'https:')])
      await expect(fetch({ url: `${address}${tokenPath}` })).rejects.toMatchObject({ code: 'fetch_refused' });
    expect(server.asked).toEqual([]);
  });
});
