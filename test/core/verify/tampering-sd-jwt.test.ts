/** An SD-JWT VC in the hands of somebody who wants another one: nothing that was changed may come out valid. */
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { kluscvVct } from '../../../contexts/index.ts';
import { fromBase64Url, fromUtf8, toBase64Url, toUtf8 } from '../../../core/bytes.ts';
import { createLeafCertificate, createRootCertificate } from '../../../core/keys/certificates.ts';
import { issueSdJwt, parseSdJwt, signJws } from '../../../core/proof/index.ts';
import type { JsonObject } from '../../../core/strict-json.ts';
import {
  type CredentialReport,
  parseReceived,
  verifyCredential,
  verifyMalformed,
} from '../../../core/verify/index.ts';
import { createNodeSigner, generatePrivateJwk, nodeCrypto } from '../../../server/node-crypto.ts';
import { claims, createTestPlatform, type TestPlatform, validFrom, validUntil } from './a-platform.ts';
import { createWorld, type World } from './a-world.ts';

let poetsmaat: TestPlatform;
let dagploeg: TestPlatform;
let world: World;
let genuine: string;

beforeAll(async () => {
  poetsmaat = await createTestPlatform('Poetsmaat', 'https://poetsmaat.example');
  dagploeg = await createTestPlatform('Dagploeg', 'https://dagploeg.example');
  world = createWorld([poetsmaat, dagploeg], await poetsmaat.lists());
  genuine = await poetsmaat.sdJwt();
});

const check = async (text: string): Promise<CredentialReport> => {
  const received = parseReceived({ bytes: toUtf8(text) });
  const [only] = received.ok ? received.value : [];
  return only === undefined ? verifyMalformed() : verifyCredential(only, world.context);
};

const outcomeOf = async (text: string) => (await check(text)).outcome;

const encode = (value: unknown): string => toBase64Url(toUtf8(JSON.stringify(value)));
const decode = (text: string): unknown => JSON.parse(fromUtf8(fromBase64Url(text) ?? new Uint8Array()));

/** The genuine credential with another header or payload, its signature kept. */
const withParts = (change: {
  header?: (old: JsonObject) => unknown;
  payload?: (old: JsonObject) => unknown;
}) => {
  const parsed = parseSdJwt(genuine);
  if (!parsed.ok) throw new Error('not an SD-JWT');
  const [jwt = '', ...rest] = genuine.split('~');
  const [header = '', payload = '', signature = ''] = jwt.split('.');
  const changed = [
    change.header ? encode(change.header(parsed.value.header)) : header,
    change.payload ? encode(change.payload(parsed.value.payload)) : payload,
    signature,
  ].join('.');
  return [changed, ...rest].join('~');
};

const swapDisclosure = (index: number, change: (old: unknown[]) => unknown): string => {
  const parts = genuine.split('~');
  const old = decode(parts[index + 1] ?? '');
  parts[index + 1] = encode(change(Array.isArray(old) ? old : []));
  return parts.join('~');
};

const disclosures = (): unknown[][] =>
  genuine
    .split('~')
    .slice(1, -1)
    .map(decode)
    .filter((one) => Array.isArray(one));

test('untouched it is valid', async () => {
  expect(await outcomeOf(genuine)).toBe('valid');
});

describe('disclosures', () => {
  test('each one with another value is changed', async () => {
    for (const index of disclosures().keys()) {
      const tampered = swapDisclosure(index, (old) => [...old.slice(0, -1), 'something else']);
      expect(await outcomeOf(tampered)).toBe('changed');
    }
  });

  test('each one under another name is changed', async () => {
    for (const [index, disclosure] of disclosures().entries()) {
      if (disclosure.length !== 3) continue;
      const tampered = swapDisclosure(index, ([salt, , value]) => [salt, 'birthDate', value]);
      expect(await outcomeOf(tampered)).toBe('changed');
    }
  });

  test('one twice, one too many, or one that is no disclosure is changed', async () => {
    const [jwt, first, ...rest] = genuine.split('~');
    expect(await outcomeOf([jwt, first, first, ...rest].join('~'))).toBe('changed');
    expect(
      await outcomeOf([jwt, encode(['c2FsdA', 'birthDate', '1994-06-21']), first, ...rest].join('~')),
    ).toBe('changed');
    expect(await outcomeOf([jwt, 'AAAA', first, ...rest].join('~'))).toBe('changed');
  });

  test('left out, its claim is not there, and the rest is valid', async () => {
    const parts = genuine.split('~');
    const index = disclosures().findIndex(([, name]) => name === 'attendance');
    const report = await check(
      parts.filter((_, at) => at !== index + 1 && !isInside(parts[at], ['attended', 'agreed'])).join('~'),
    );
    expect(report.outcome).toBe('valid');
    expect(report.record).not.toHaveProperty('attendance');
  });

  test('a mark without its scale is not shown, and the reader is told', async () => {
    const parts = genuine.split('~');
    const report = await check(parts.filter((part) => !isInside(part, ['bestRating'])).join('~'));
    expect(report.outcome).toBe('valid');
    expect(report.record).not.toHaveProperty('rating');
    expect(report.checks.find((one) => one.check === 'claims')?.code).toBe('claims_incomplete');
  });
});

const isInside = (part: string | undefined, names: readonly string[]): boolean => {
  if (part === undefined || part === '' || part.includes('.')) return false;
  const disclosure = decode(part);
  return Array.isArray(disclosure) && typeof disclosure[1] === 'string' && names.includes(disclosure[1]);
};

describe('payload', () => {
  const changes: readonly [string, (old: JsonObject) => JsonObject][] = [
    ['exp later', (old) => ({ ...old, exp: Number(old.exp) + 86_400 })],
    ['exp gone', ({ exp: _, ...old }) => old],
    ['nbf earlier', (old) => ({ ...old, nbf: Number(old.nbf) - 86_400 })],
    ['iat', (old) => ({ ...old, iat: 1 })],
    ['vct', (old) => ({ ...old, vct: 'https://elsewhere.example/vct' })],
    [
      'another place in the list',
      (old) => ({
        ...old,
        status: { status_list: { idx: 8, uri: 'https://poetsmaat.example/status/token/1' } },
      }),
    ],
    ['no status', ({ status: _, ...old }) => old],
    ['a digest more', (old) => ({ ...old, _sd: [...(Array.isArray(old._sd) ? old._sd : []), 'x'] })],
    ['another hash', (old) => ({ ...old, _sd_alg: 'sha-512' })],
    ['a claim in the open', (old) => ({ ...old, gigsCompleted: 9999 })],
    [
      'a holder key',
      (old) => ({ ...old, cnf: { jwk: createNodeSigner(generatePrivateJwk('ES256')).publicJwk } }),
    ],
  ];
  test.each(changes)('%s is changed', async (_name, change) => {
    expect(await outcomeOf(withParts({ payload: change }))).toBe('changed');
  });

  test('in the name of another listed platform it is of an unknown issuer', async () => {
    expect(await outcomeOf(withParts({ payload: (old) => ({ ...old, iss: dagploeg.url }) }))).toBe(
      'unknown_issuer',
    );
  });

  test.each([
    'https://poetsmaat.example/',
    'https://POETSMAAT.example',
    'http://poetsmaat.example',
    'https://poetsmaat.example:443',
  ])('an issuer that is only nearly on the list (%s) is unknown', async (iss) => {
    expect(await outcomeOf(withParts({ payload: (old) => ({ ...old, iss }) }))).toBe('unknown_issuer');
  });

  test('a member twice is not read at all', async () => {
    const parsed = parseSdJwt(genuine);
    const payload = parsed.ok ? JSON.stringify(parsed.value.payload) : '';
    const [jwt = '', ...rest] = genuine.split('~');
    const [header = '', , signature = ''] = jwt.split('.');
    const twice = toBase64Url(toUtf8(payload.replace('{', '{"exp":9999999999,')));
    expect(await outcomeOf([`${header}.${twice}.${signature}`, ...rest].join('~'))).toBe('malformed');
  });
});

describe('header', () => {
  const changes: readonly [string, (old: JsonObject) => JsonObject][] = [
    ['alg none', (old) => ({ ...old, alg: 'none' })],
    ['alg HS256', (old) => ({ ...old, alg: 'HS256' })],
    ['alg EdDSA', (old) => ({ ...old, alg: 'EdDSA' })],
    ['no alg', ({ alg: _, ...old }) => old],
    ['typ', (old) => ({ ...old, typ: 'JWT' })],
    ['the older typ', (old) => ({ ...old, typ: 'vc+sd-jwt' })],
    ['crit', (old) => ({ ...old, crit: ['exp'] })],
    ['b64', (old) => ({ ...old, b64: false, crit: ['b64'] })],
    ['a key of its own', (old) => ({ ...old, jwk: createNodeSigner(generatePrivateJwk('ES256')).publicJwk })],
    ['kid', (old) => ({ ...old, kid: 'did:web:dagploeg.example#p256' })],
  ];
  test.each(changes)('%s is changed', async (_name, change) => {
    expect(await outcomeOf(withParts({ header: change }))).toBe('changed');
  });

  test('alg none without a signature is changed', async () => {
    const [jwt = '', ...rest] = withParts({ header: (old) => ({ ...old, alg: 'none' }) }).split('~');
    expect(await outcomeOf([`${jwt.slice(0, jwt.lastIndexOf('.'))}.`, ...rest].join('~'))).toBe('changed');
  });

  test('HS256 under the public key as a secret is changed', async () => {
    const [jwt = '', ...rest] = withParts({ header: (old) => ({ ...old, alg: 'HS256' }) }).split('~');
    const input = jwt.slice(0, jwt.lastIndexOf('.'));
    const mac = createHmac('sha256', JSON.stringify(poetsmaat.p256Signer.publicJwk))
      .update(input)
      .digest('base64url');
    expect(await outcomeOf([`${input}.${mac}`, ...rest].join('~'))).toBe('changed');
  });

  const chains: readonly [string, () => unknown][] = [
    ['of another listed platform', () => dagploeg.x5c],
    ['none', () => undefined],
    ['an empty one', () => []],
    ['garbage', () => ['AAAA']],
    ['a text', () => poetsmaat.x5c[0]],
    ['the anchor alone', () => poetsmaat.listed.certificateAnchors],
    ['of too many', () => Array.from({ length: 50 }, () => poetsmaat.x5c[0])],
  ];
  test.each(chains)('the chain %s is of an unknown issuer', async (_name, chain) => {
    expect(await outcomeOf(withParts({ header: (old) => ({ ...old, x5c: chain() }) }))).toBe(
      'unknown_issuer',
    );
  });
});

describe('signed anew by somebody else', () => {
  const issueAs = (issuerUrl: string, by: TestPlatform, x5c: readonly string[]) =>
    issueSdJwt(
      {
        claims,
        issuerUrl,
        vct: kluscvVct,
        validFrom,
        validUntil,
        issuedAt: validFrom,
        status: { idx: 7, uri: `${poetsmaat.url}/status/token/1` },
        x5c,
      },
      { signer: by.p256Signer, crypto: nodeCrypto },
    );

  test('by another listed platform with its own chain: of an unknown issuer, with no name', async () => {
    const report = await check(await issueAs(poetsmaat.url, dagploeg, dagploeg.x5c));
    expect(report).toMatchObject({
      outcome: 'unknown_issuer',
      record: null,
      issuer: { name: null, listed: false },
    });
  });

  test('by another listed platform with the chain of the first: changed', async () => {
    expect(await outcomeOf(await issueAs(poetsmaat.url, dagploeg, poetsmaat.x5c))).toBe('changed');
  });

  test('by a stranger whose own root made a certificate for the URL: of an unknown issuer', async () => {
    const rootKey = generatePrivateJwk('ES256');
    const period = { notBefore: new Date('2026-01-01'), notAfter: new Date('2036-01-01') };
    const certificate = await createRootCertificate(
      { ...period, commonName: 'Poetsmaat root', privateJwk: rootKey },
      nodeCrypto,
    );
    const leaf = await createLeafCertificate(
      {
        ...period,
        root: { certificate, privateJwk: rootKey },
        commonName: 'Poetsmaat',
        publicJwk: dagploeg.p256Signer.publicJwk,
        dnsNames: ['poetsmaat.example'],
        uris: [poetsmaat.url],
      },
      nodeCrypto,
    );
    expect(await outcomeOf(await issueAs(poetsmaat.url, dagploeg, [leaf]))).toBe('unknown_issuer');
    expect(await outcomeOf(await issueAs(poetsmaat.url, dagploeg, [leaf, certificate]))).toBe(
      'unknown_issuer',
    );
  });

  test('by a platform under the same root and on the same host, by its URL: of an unknown issuer', async () => {
    const [one, other] = [
      await createTestPlatform('Een', 'http://localhost:4101'),
      await createTestPlatform('Ander', 'http://localhost:4102'),
    ];
    const shared = { ...one, listed: { ...one.listed, certificateAnchors: other.listed.certificateAnchors } };
    const here = createWorld([shared, other], await one.lists());
    const credential = await issueAs(one.url, other, other.x5c);
    const report = await verifyCredential({ format: 'dc+sd-jwt', compact: credential }, here.context);
    expect(report.outcome).toBe('unknown_issuer');
  });

  test('another kind of credential, properly signed by a listed platform, is no KlusCV', async () => {
    const credential = await issueSdJwt(
      {
        claims,
        issuerUrl: poetsmaat.url,
        vct: 'https://elsewhere.example/pas',
        validFrom,
        validUntil,
        issuedAt: validFrom,
        x5c: poetsmaat.x5c,
      },
      { signer: poetsmaat.p256Signer, crypto: nodeCrypto },
    );
    expect(await check(credential)).toMatchObject({ outcome: 'malformed', record: null });
  });

  test('a KlusCV with a claim that the vocabulary does not allow is not shown', async () => {
    const parsed = parseSdJwt(genuine);
    const { payload, header } = parsed.ok ? parsed.value : { payload: {}, header: {} };
    const odd = await signJws(
      { header, payload: { ...payload, _sd: [], gigsCompleted: 'many' } },
      poetsmaat.p256Signer,
    );
    expect(await check(`${odd}~`)).toMatchObject({ outcome: 'malformed', record: null });
  });
});

test('one character changed anywhere never leaves it valid', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(genuine.length - 1), fc.constantFrom(...'AZaz09-_~.'), async (at, letter) => {
      fc.pre(genuine[at] !== letter);
      const outcome = await outcomeOf(genuine.slice(0, at) + letter + genuine.slice(at + 1));
      expect(['malformed', 'unknown_issuer', 'changed', 'not_bound']).toContain(outcome);
    }),
    { numRuns: 150 },
  );
});

test('a certificate that names the host alone is good for it, and for no other', async () => {
  const one = await createTestPlatform('Een', 'https://een.example', { uris: [] });
  const here = createWorld([one], await one.lists());
  const compact = await one.sdJwt();
  expect((await verifyCredential({ format: 'dc+sd-jwt', compact }, here.context)).outcome).toBe('valid');
  const moved = { ...one, listed: { ...one.listed, url: 'https://een.example.evil.example' } };
  const there = createWorld([moved], await one.lists());
  const forged = await issueSdJwt(
    {
      claims,
      issuerUrl: moved.listed.url,
      vct: kluscvVct,
      validFrom,
      validUntil,
      issuedAt: validFrom,
      x5c: one.x5c,
    },
    { signer: one.p256Signer, crypto: nodeCrypto },
  );
  expect((await verifyCredential({ format: 'dc+sd-jwt', compact: forged }, there.context)).outcome).toBe(
    'unknown_issuer',
  );
});
