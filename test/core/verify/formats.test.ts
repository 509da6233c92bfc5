/** What the formats read by themselves: moments, places in lists, keys, proofs; and what is no KlusCV at all. */
import { beforeAll, describe, expect, test } from 'vitest';
import { toBase64Url, toUtf8 } from '../../../core/bytes.ts';
import type { JsonObject } from '../../../core/strict-json.ts';
import { bitstringStatusFrom } from '../../../core/verify/formats/bitstring-status.ts';
import { belongsTo, loadKeys } from '../../../core/verify/formats/did-keys.ts';
import { verifyIssuerProof } from '../../../core/verify/formats/issuer-proof.ts';
import { readJwtVc } from '../../../core/verify/formats/jwt-vc.ts';
import { parseDateTimeStamp, parseNumericDate } from '../../../core/verify/formats/numeric-date.ts';
import { readSdJwt, tokenStatusFrom } from '../../../core/verify/formats/sd-jwt.ts';
import { signingMoment } from '../../../core/verify/formats/signing-moment.ts';
import { type ReceivedCredential, verifyCredential } from '../../../core/verify/index.ts';
import { seenMessage } from '../../../core/verify/messages.ts';
import { createTestPlatform, now, type TestPlatform } from './a-platform.ts';
import { createWorld } from './a-world.ts';

let poetsmaat: TestPlatform;
let document: JsonObject;
beforeAll(async () => {
  poetsmaat = await createTestPlatform('Poetsmaat', 'https://poetsmaat.example');
  document = await poetsmaat.ldp();
});

const encode = (value: unknown): string => toBase64Url(toUtf8(JSON.stringify(value)));
const jwtOf = (payload: unknown): string => `${encode({ alg: 'ES256' })}.${encode(payload)}.AAAA`;

describe('moments', () => {
  test.each([
    [0, 0],
    [1_700_000_000, 1_700_000_000_000],
    [1.5, 1500],
    [253_402_300_799, 253_402_300_799_000],
  ])('%j seconds are one', (value, milliseconds) => {
    expect(parseNumericDate(value)?.getTime()).toBe(milliseconds);
  });

  test.each([
    -1,
    -0.5,
    253_402_300_800,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '1700000000',
    null,
    undefined,
    true,
  ])('%j is not one', (value) => {
    expect(parseNumericDate(value)).toBeUndefined();
  });

  test.each([
    ...['2026-11-14', '2026-11-14T00:00:00', '2026-11-14t00:00:00z', 'tomorrow', ''],
    ...['2026-02-30T00:00:00Z', '2026-13-01T00:00:00Z', '2026-11-14T25:00:00Z', '2026-11-14T00:00:00+25:00'],
    ...[1_700_000_000, null, undefined, ['2026-11-14T00:00:00Z']],
  ])('%j is no moment with an offset', (value) => {
    expect(parseDateTimeStamp(value)).toBeUndefined();
  });

  test('with an offset it is the moment there', () => {
    expect(parseDateTimeStamp('2026-11-14T01:00:00.5+01:00')?.toISOString()).toBe('2026-11-14T00:00:00.500Z');
  });
});

describe('the moment at which an issuer must have been in order', () => {
  test('is the day on which it signed, never later than now', () => {
    const signed = new Date('2026-11-01T00:00:00Z');
    expect(signingMoment(signed, now).toISOString()).toBe('2026-11-02T00:00:00.000Z');
    expect(signingMoment(now, now)).toEqual(now);
    expect(signingMoment(undefined, now)).toEqual(now);
  });

  test('so that a certificate that has ended since takes nothing away', async () => {
    const opened = readSdJwt({ format: 'dc+sd-jwt', compact: await poetsmaat.sdJwt() });
    const { context } = createWorld([poetsmaat], new Map(), { now: new Date('2037-01-01T00:00:00Z') });
    if (!opened.ok) throw new Error(opened.error);
    expect((await opened.value.verify(poetsmaat.listed, context)).ok).toBe(true);
  });
});

describe('places in status lists', () => {
  const entry = {
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: '7',
    statusListCredential: 'https://poetsmaat.example/status/1',
  };
  const place = { kind: 'bitstring', url: entry.statusListCredential, index: 7, purpose: 'revocation' };

  test('none named is none, one by itself is one, and one that cannot be read spoils all', () => {
    expect(bitstringStatusFrom(undefined)).toEqual([]);
    expect(bitstringStatusFrom(entry)).toEqual([place]);
    expect(bitstringStatusFrom([entry, entry])).toEqual([place, place]);
    expect(bitstringStatusFrom([entry, { ...entry, statusPurpose: 'message' }])).toBeUndefined();
    expect(bitstringStatusFrom(Array.from({ length: 11 }, () => entry))).toBeUndefined();
    expect(bitstringStatusFrom(null)).toBeUndefined();
  });

  test.each([null, 'x', 7, {}, { status_list: null }, { status_list: 'x' }])('%j names none', (status) => {
    expect(tokenStatusFrom(status)).toBeUndefined();
  });

  test.each<[unknown, unknown]>([
    [-1, 'https://a.example'],
    [1.5, 'https://a.example'],
    ['7', 'https://a.example'],
    [2 ** 53, 'https://a.example'],
    [7, undefined],
    [7, 7],
  ])('nor does index %j in %j', (idx, uri) => {
    expect(tokenStatusFrom({ status_list: { idx, uri } })).toBeUndefined();
  });

  test('none named is none, and one is one in a token list too', () => {
    expect(tokenStatusFrom(undefined)).toEqual([]);
    expect(tokenStatusFrom({ status_list: { idx: 0, uri: 'https://a.example' } })).toEqual([
      { kind: 'token', url: 'https://a.example', index: 0 },
    ]);
  });
});

describe('the keys of a DID', () => {
  test.each(['did:web:a.example', 'did:web:a.example.org#1', '#1', 1, undefined, null])(
    '%j is none of did:web:a.example',
    (method) => {
      expect(belongsTo(method, 'did:web:a.example')).toBe(false);
    },
  );

  test('are not taken from the document of another', async () => {
    const { context } = createWorld([poetsmaat], new Map());
    const resolveDid = () => context.resolveDid(poetsmaat.did);
    const own = await loadKeys(poetsmaat.did, 'assertionMethod', { resolveDid, now });
    expect(own.ok).toBe(true);
    const other = await loadKeys('did:web:dagploeg.example', 'assertionMethod', { resolveDid, now });
    expect(other).toEqual({ ok: false, error: 'unreachable' });
  });
});

describe('the proof of an issuer', () => {
  test('of which there is none, or of which one cannot be read, is refused before anything is fetched', async () => {
    const { context, fetched } = createWorld([poetsmaat], new Map());
    for (const proof of [[], [document.proof, null], 'x', null]) {
      const verified = await verifyIssuerProof({ ...document, proof }, poetsmaat.did, context);
      expect(verified).toEqual({ ok: false, error: 'signature_invalid' });
    }
    expect(fetched).toEqual([]);
  });

  test('is judged by its keys alone while there is no list of issuers', async () => {
    const { context } = createWorld([poetsmaat], new Map(), { trust: { state: 'missing' } });
    expect((await verifyIssuerProof(document, poetsmaat.did, context)).ok).toBe(true);
  });
});

describe('what is no KlusCV', () => {
  const vc = (members: JsonObject) =>
    jwtOf({ iss: 'did:web:vreemd.example', nbf: 1_700_000_000, vc: members });
  const foreign: readonly [string, ReceivedCredential][] = [
    [
      'an SD-JWT of another type',
      {
        format: 'dc+sd-jwt',
        compact: `${jwtOf({ iss: 'https://vreemd.example', vct: 'https://vreemd.example/pass' })}~`,
      },
    ],
    [
      'a W3C credential of another type',
      {
        format: 'ldp_vc',
        document: { type: ['VerifiableCredential'], issuer: 'did:web:vreemd.example', proof: {} },
      },
    ],
    [
      'a W3C credential without a list of types',
      { format: 'ldp_vc', document: { issuer: 'did:web:vreemd.example', proof: {} } },
    ],
    ['a JWT of another type', { format: 'jwt_vc_json', compact: vc({ type: ['VerifiableCredential'] }) }],
    ['a JWT without a list of types', { format: 'jwt_vc_json', compact: vc({}) }],
  ];

  test.each(foreign)(
    'by nobody whom we know is called so, and not a KlusCV of an unknown issuer: %s',
    async (_name, credential) => {
      const { context, fetched } = createWorld([poetsmaat], new Map());
      const report = await verifyCredential(credential, context);
      expect(report.outcome).toBe('malformed');
      expect(report.checks.map(({ code }) => code)).toEqual(['format_unreadable']);
      expect(report.message.en).toContain(seenMessage('other_credential').en);
      expect(report.message.nl).toContain(seenMessage('other_credential').nl);
      expect(fetched).toEqual([]);
    },
  );

  test.each(['a.b', 'e30.e30', `${encode({ alg: 'ES256' })}.AAAA.AAAA`])(
    '%s cannot be read as a JWT',
    (compact) => {
      expect(readJwtVc({ format: 'jwt_vc_json', compact })).toEqual({ ok: false, error: 'damaged' });
    },
  );
});
