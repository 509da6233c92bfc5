/** Names that lead somewhere else: a resolver of the attacker's, real connections over TLS on this machine's own addresses. */
import { createPrivateKey } from 'node:crypto';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, LookupFunction } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCertificateChain } from '../../core/keys/certificates.ts';
import { publicJwkFrom } from '../../core/keys/index.ts';
import { createGuardedLookup, createSafeFetch, type ResolveAddresses } from '../../server/index.ts';
import { generatePrivateJwk, nodeCrypto } from '../../server/node-crypto.ts';

const toPem = (der: string): string =>
  `-----BEGIN CERTIFICATE-----\n${der.match(/.{1,64}/g)?.join('\n')}\n-----END CERTIFICATE-----\n`;

/** In these tests the one address stands for the public internet, the other for what lies behind the wall. */
const [publicHost, privateHost] = ['127.0.0.1', '127.0.0.2'];
const name = 'platform.example';
let publicServer: Server;
let privateServer: Server;
let port = 0;
let reached: string[] = [];
const trustedBefore = getCACertificates('default');

const listenOn = (server: Server, host: string, onPort: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(onPort, host, resolve);
  });

beforeAll(async () => {
  const now = Date.now();
  const leafKey = generatePrivateJwk('ES256');
  const { anchor, x5c } = await createCertificateChain(
    {
      root: { commonName: 'Test root', privateJwk: generatePrivateJwk('ES256') },
      leaf: { commonName: name, publicJwk: publicJwkFrom(leafKey), dnsNames: [name] },
      notBefore: new Date(now - 86_400_000),
      notAfter: new Date(now + 86_400_000),
    },
    nodeCrypto,
  );
  const tls = {
    cert: x5c.map(toPem).join(''),
    key: createPrivateKey({ key: { ...leafKey }, format: 'jwk' }).export({ type: 'pkcs8', format: 'pem' }),
  };
  setDefaultCACertificates([...trustedBefore, toPem(anchor)]);
  const answer = (who: string) =>
    createServer(tls, (_req, res) => {
      reached.push(who);
      res.end(who);
    });
  publicServer = answer('public');
  privateServer = answer('private');
  await listenOn(publicServer, publicHost, 0);
  port = (publicServer.address() as AddressInfo).port;
  await listenOn(privateServer, privateHost, port);
});
afterAll(() => {
  setDefaultCACertificates(trustedBefore);
  for (const server of [publicServer, privateServer]) {
    server.closeAllConnections();
    server.close();
  }
});
beforeEach(() => {
  reached = [];
});

/** Answers in turn, and the last one from then on; writes down what it was asked. */
const resolver = (...turns: readonly (readonly string[])[]) => {
  const asked: string[] = [];
  const resolve: ResolveAddresses = (hostname, callback) => {
    const addresses = turns[Math.min(asked.length, turns.length - 1)] ?? [];
    asked.push(hostname);
    setImmediate(() =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      ),
    );
  };
  return { asked, resolve };
};

const fetchBy = (resolve: ResolveAddresses) =>
  createSafeFetch({
    allowInsecureLoopback: false,
    timeoutMs: 2_000,
    lookup: createGuardedLookup({ resolve, isPrivate: (address) => address !== publicHost }),
  });
const get = async (resolve: ResolveAddresses, host = name): Promise<string> => {
  const { body } = await fetchBy(resolve)({ url: `https://${host}:${port}/` });
  return new TextDecoder().decode(body);
};

describe('a name', () => {
  it('that answers publicly first and privately a moment later is asked once, and never reaches the private one', async () => {
    const { asked, resolve } = resolver([publicHost], [privateHost]);
    expect(await get(resolve)).toBe('public');
    expect(asked).toEqual([name]);
    await expect(get(resolve)).rejects.toMatchObject({ code: 'fetch_refused' });
    expect(asked).toEqual([name, name]);
    expect(reached).toEqual(['public']);
  });

  it.each([
    ['private beside public', [publicHost, privateHost]],
    ['public behind private', [privateHost, publicHost]],
    ['metadata beside public', [publicHost, '169.254.169.254']],
    ['IPv6 metadata beside public', [publicHost, 'fd00:ec2::254']],
    ['mapped loopback beside public', [publicHost, '::ffff:127.0.0.1']],
    ['nothing at all', []],
  ])('that answers %s is refused as a whole, and nothing is connected to', async (_what, addresses) => {
    await expect(get(resolver(addresses).resolve)).rejects.toMatchObject({ code: 'fetch_refused' });
    expect(reached).toEqual([]);
  });

  it('whose resolver never answers is given up in time', async () => {
    const fetch = createSafeFetch({
      allowInsecureLoopback: false,
      timeoutMs: 100,
      lookup: createGuardedLookup({ resolve: () => undefined }),
    });
    await expect(fetch({ url: `https://${name}:${port}/` })).rejects.toMatchObject({ code: 'fetch_failed' });
  });

  it('that does not exist is a fetch that failed', async () => {
    const resolve: ResolveAddresses = (_hostname, callback) => callback(new Error('ENOTFOUND'), []);
    await expect(get(resolve)).rejects.toMatchObject({ code: 'fetch_failed' });
  });

  it('with the certificate of another host is not believed', async () => {
    await expect(get(resolver([publicHost]).resolve, 'other.example')).rejects.toMatchObject({
      code: 'fetch_failed',
    });
    expect(reached).toEqual([]);
  });
});

describe('the lookup that services use', () => {
  const lookUp = (address: string, options: Parameters<LookupFunction>[1] = {}) =>
    new Promise((resolve, reject) =>
      createGuardedLookup({ resolve: resolver([address]).resolve })(name, options, (error, found) =>
        error ? reject(error) : resolve(found),
      ),
    );

  it.each([
    '127.0.0.1',
    '169.254.169.254',
    'fd00:ec2::254',
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b:1::a00:1',
    '2002:7f00:1::',
    '2002:a9fe:a9fe::1',
    '2001:0:4136:e378:8000:63bf:3fff:fdd2',
    'fe80::1%eth0',
    '::127.0.0.1',
    '3fff::1',
    '5f00::1',
    '4000::1',
    'not an address',
  ])('gives no connection to %s', async (address) => {
    await expect(lookUp(address)).rejects.toMatchObject({ code: 'fetch_refused' });
  });

  it('hands over the very addresses that it looked at, one or all', async () => {
    expect(await lookUp('93.184.215.14')).toBe('93.184.215.14');
    expect(await lookUp('2606:2800:21f::1', { all: true })).toEqual([
      { address: '2606:2800:21f::1', family: 6 },
    ]);
  });

  it.each([
    'https://localhost./',
    'https://LOCALHOST:1/',
    'https://a.localhost/',
    'https://db.internal./',
    'https://printer.local/',
    'https://router.home.arpa/',
    'https://metadata/',
  ])('refuses %s, which is no public name', async (url) => {
    await expect(createSafeFetch({ allowInsecureLoopback: false })({ url })).rejects.toMatchObject({
      code: 'fetch_refused',
    });
  });
});
