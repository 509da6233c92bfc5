/** An SD-JWT VC in the hands of somebody who wants another one: what is kept back, and who else could sign. One thing at a time: `bites/`. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { kluscvVct } from '../../../contexts/index.ts';
import { fromBase64Url, fromUtf8, toUtf8 } from '../../../core/bytes.ts';
import { createLeafCertificate, createRootCertificate } from '../../../core/keys/certificates.ts';
import { issueSdJwt } from '../../../core/proof/index.ts';
import {
  type CredentialReport,
  parseReceived,
  verifyCredential,
  verifyMalformed,
} from '../../../core/verify/index.ts';
import { generatePrivateJwk, nodeCrypto } from '../../../server/node-crypto.ts';
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

const decode = (text: string): unknown => JSON.parse(fromUtf8(fromBase64Url(text) ?? new Uint8Array()));

const disclosures = (): unknown[][] =>
  genuine
    .split('~')
    .slice(1, -1)
    .map(decode)
    .filter((one) => Array.isArray(one));

describe('disclosures', () => {
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
