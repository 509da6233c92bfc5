import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KlusCVError } from '../../core/errors.ts';
import { createSafeFetch, isPrivateAddress } from '../../server/index.ts';

const server = createServer((req, res) => {
  if (req.url === '/redirect') res.writeHead(302, { location: 'http://169.254.169.254/' }).end();
  else if (req.url === '/large') res.end(Buffer.alloc(5000));
  else if (req.url === '/bomb')
    res.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5_000_000)));
  else if (req.url === '/packed') res.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('hello'));
  else if (req.url === '/brotli') res.writeHead(200, { 'content-encoding': 'br' }).end('hello');
  else if (req.url === '/twice') res.writeHead(200, { 'set-cookie': ['a=1', 'b=2'] }).end('hello');
  else if (req.url === '/hang') return;
  else res.end('hello');
});
let base = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  base = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const codeOf = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof KlusCVError ? error.code : 'another error'),
  );

describe('the guarded fetch', () => {
  const guarded = createSafeFetch({ allowInsecureLoopback: false });
  const demo = createSafeFetch({ allowInsecureLoopback: true, timeoutMs: 300 });

  it.each([
    'http://example.org/',
    'https://127.0.0.1/',
    'https://localhost/',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[fe80::1]/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://017700000001/',
    'https://127.1/',
    'https://127.0.0.1./',
    'https://2852039166/latest/meta-data',
    'https://0xa9.0xfe.0xa9.0xfe/',
    'https://[fd00:ec2::254]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[::ffff:0:7f00:1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[::127.0.0.1]/',
    'https://①②⑦.0.0.1/',
    'https://127。0。0。1/',
    'https://example.org@127.0.0.1/',
    'https://127.0.0.1#@example.org/',
    'https:\\\\127.0.0.1\\@example.org/',
    'ftp://example.org/',
    'gopher://127.0.0.1:6379/_INFO',
    'https://',
    'https://user:secret@example.org/',
    'file:///etc/passwd',
    'data:text/plain,hello',
    'no address',
  ])('refuses %s', async (url) => {
    expect(await codeOf(guarded({ url }))).toBe('fetch_refused');
  });

  it('refuses this machine even when the demo would let it through', async () => {
    expect(await codeOf(guarded({ url: `${base}/` }))).toBe('fetch_refused');
  });

  it('lets the demo read from this machine, and from no other private address', async () => {
    expect(new TextDecoder().decode((await demo({ url: `${base}/` })).body)).toBe('hello');
    expect(await codeOf(demo({ url: 'http://192.168.0.1/' }))).toBe('fetch_refused');
    expect(await codeOf(demo({ url: 'http://localhost.example.org/' }))).toBe('fetch_refused');
  });

  it('follows no redirect', async () => {
    expect(await codeOf(demo({ url: `${base}/redirect` }))).toBe('fetch_refused');
  });

  it('stops above the limit, packed or not', async () => {
    expect(await codeOf(demo({ url: `${base}/large`, maxBytes: 4999 }))).toBe('fetch_too_large');
    expect(await codeOf(demo({ url: `${base}/bomb`, maxBytes: 100_000 }))).toBe('fetch_too_large');
  });

  it('unpacks gzip within the limit', async () => {
    expect(new TextDecoder().decode((await demo({ url: `${base}/packed` })).body)).toBe('hello');
  });

  it('reads no other packing, and a header that comes twice as one', async () => {
    expect(await codeOf(demo({ url: `${base}/brotli` }))).toBe('fetch_failed');
    expect((await demo({ url: `${base}/twice` })).headers['set-cookie']).toBe('a=1, b=2');
  });

  it.each(['user@', ':secret@', 'user:secret@'])('sends nobody’s name and password: %s', async (userinfo) => {
    const url = base.replace('//', `//${userinfo}`);
    expect(await codeOf(demo({ url }))).toBe('fetch_refused');
  });

  it('gives up on an address that does not answer', async () => {
    expect(await codeOf(demo({ url: `${base}/hang` }))).toBe('fetch_failed');
  });
});

describe('private addresses', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '0.0.0.0',
    '::',
    '::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    'ff02::1',
  ])('%s is private', (address) => expect(isPrivateAddress(address)).toBe(true));
  it.each(['8.8.8.8', '172.32.0.1', '2a00:1450:400e::1'])('%s is public', (address) =>
    expect(isPrivateAddress(address)).toBe(false),
  );
});
