/** A status list that is not quite right never says "active": Token Status List section 8.3, Bitstring Status List section 3.2. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { toUtf8 } from '../../../core/bytes.ts';
import { parseJws, parseJwsPayload, signJws } from '../../../core/proof/index.ts';
import {
  createBitstring,
  createBitstringStatusListCredential,
  createTokenStatusList,
  encodeBitstringList,
} from '../../../core/status/index.ts';
import type { JsonObject } from '../../../core/strict-json.ts';
import { verifyCredential } from '../../../core/verify/index.ts';
import { bitstringUrl, createTestPlatform, day, now, type TestPlatform, tokenListUrl } from './a-platform.ts';
import { createWorld } from './a-world.ts';

let poetsmaat: TestPlatform;
let dagploeg: TestPlatform;

beforeAll(async () => {
  poetsmaat = await createTestPlatform('Poetsmaat', 'https://poetsmaat.example');
  dagploeg = await createTestPlatform('Dagploeg', 'https://dagploeg.example');
});

const statusCode = async (
  format: 'dc+sd-jwt' | 'ldp_vc',
  url: string,
  body: string,
): Promise<string | undefined> => {
  const world = createWorld([poetsmaat, dagploeg], await poetsmaat.lists());
  world.bodies.set(url, toUtf8(body));
  const report = await verifyCredential(
    format === 'ldp_vc'
      ? { format, document: await poetsmaat.ldp() }
      : { format, compact: await poetsmaat.sdJwt() },
    world.context,
  );
  expect(report.outcome).toBe('undetermined');
  return report.checks.find(({ check }) => check === 'status')?.code;
};

describe('token status list', () => {
  type Change = { header?: (old: JsonObject) => JsonObject; payload?: (old: JsonObject) => JsonObject };
  const seconds = now.getTime() / 1000;
  const changes: readonly [string, Change, string][] = [
    ['no end', { payload: ({ exp: _, ...old }) => old }, 'status_expired'],
    ['an end that has passed', { payload: (old) => ({ ...old, exp: seconds - 61 }) }, 'status_expired'],
    ['a begin to come', { payload: (old) => ({ ...old, iat: seconds + 3600 }) }, 'status_expired'],
    ['no begin', { payload: ({ iat: _, ...old }) => old }, 'status_unreadable'],
    ['another type', { header: (old) => ({ ...old, typ: 'JWT' }) }, 'status_unreadable'],
    ['no type', { header: ({ typ: _, ...old }) => old }, 'status_unreadable'],
    ['no chain', { header: ({ x5c: _, ...old }) => old }, 'status_unreadable'],
    ['an extension', { header: (old) => ({ ...old, crit: ['x'] }) }, 'status_unreadable'],
    ['another address', { payload: (old) => ({ ...old, sub: `${String(old.sub)}/` }) }, 'status_foreign'],
    ['no list', { payload: ({ status_list: _, ...old }) => old }, 'status_unreadable'],
    [
      'a list that is not packed',
      { payload: (old) => ({ ...old, status_list: { bits: 2, lst: 'AAAA' } }) },
      'status_unreadable',
    ],
    [
      'three bits',
      { payload: (old) => ({ ...old, status_list: { bits: 3, lst: 'eNpjYAAAAAIAAQ' } }) },
      'status_unreadable',
    ],
    [
      'a status that nobody knows',
      {
        payload: (old) => ({
          ...old,
          status_list: createTokenStatusList({ statuses: new Uint8Array(16).fill(3), bits: 2 }),
        }),
      },
      'status_unreadable',
    ],
  ];
  test.each(changes)(
    'with %s leaves it undetermined, though the platform signed it',
    async (_name, change, code) => {
      const parsed = parseJws(await poetsmaat.tokenList({}));
      const payload = parsed.ok ? parseJwsPayload(parsed.value) : parsed;
      if (!parsed.ok || !payload.ok) throw new Error('not a JWS');
      const list = await signJws(
        {
          header: change.header?.(parsed.value.header) ?? parsed.value.header,
          payload: change.payload?.(payload.value) ?? payload.value,
        },
        poetsmaat.p256Signer,
      );
      expect(await statusCode('dc+sd-jwt', tokenListUrl(poetsmaat.url), list)).toBe(code);
    },
  );

  test('signed by another listed platform under the chain of the first it leaves it undetermined', async () => {
    const parsed = parseJws(await poetsmaat.tokenList({}));
    if (!parsed.ok) throw new Error('not a JWS');
    const { header, payloadBytes } = parsed.value;
    const list = await signJws({ header, payload: payloadBytes }, dagploeg.p256Signer);
    expect(await statusCode('dc+sd-jwt', tokenListUrl(poetsmaat.url), list)).toBe('status_unreadable');
  });

  test('without a signature it leaves it undetermined', async () => {
    const [, payload = ''] = (await poetsmaat.tokenList({})).split('.');
    const header = Buffer.from('{"alg":"none","typ":"statuslist+jwt"}').toString('base64url');
    expect(await statusCode('dc+sd-jwt', tokenListUrl(poetsmaat.url), `${header}.${payload}.`)).toBe(
      'status_unreadable',
    );
  });
});

describe('bitstring status list', () => {
  const url = 'https://poetsmaat.example/status/bitstring/1/revocation';
  const create = (encodedList: string): JsonObject =>
    createBitstringStatusListCredential({
      url,
      issuer: poetsmaat.did,
      purpose: 'revocation',
      encodedList,
      validFrom: now,
      validUntil: new Date(now.getTime() + day),
    });
  const good = (): JsonObject => create(encodeBitstringList(createBitstring()));

  const changes: readonly [string, () => JsonObject, string][] = [
    [
      'no end',
      () => Object.fromEntries(Object.entries(good()).filter(([name]) => name !== 'validUntil')),
      'status_unreadable',
    ],
    ['a begin to come', () => ({ ...good(), validFrom: '2026-11-15T00:00:00Z' }), 'status_expired'],
    ['another issuer', () => ({ ...good(), issuer: dagploeg.did }), 'status_foreign'],
    ['another address', () => ({ ...good(), id: `${url}/` }), 'status_foreign'],
    ['a list that is not packed', () => create('uAAAA'), 'status_unreadable'],
    ['a list too short to hide in', () => create('uH4sIAAAAAAACA2NgAAAAAP__AwAAAAD__w'), 'status_unreadable'],
  ];
  test.each(changes)(
    'with %s leaves it undetermined, though the platform signed it',
    async (_name, change, code) => {
      const list = await poetsmaat.signDocument(change());
      expect(
        await statusCode('ldp_vc', bitstringUrl(poetsmaat.url, 'revocation'), JSON.stringify(list)),
      ).toBe(code);
    },
  );

  test('changed after it was signed it leaves it undetermined', async () => {
    const signed = await poetsmaat.signDocument(
      create(encodeBitstringList(createBitstring({ setIndexes: [7] }))),
    );
    const cleared = { ...good(), proof: signed.proof };
    expect(
      await statusCode('ldp_vc', bitstringUrl(poetsmaat.url, 'revocation'), JSON.stringify(cleared)),
    ).toBe('status_unreadable');
  });

  test('with a member twice it leaves it undetermined', async () => {
    const text = JSON.stringify(await poetsmaat.signDocument(good())).replace('{', '{"id":"x",');
    expect(await statusCode('ldp_vc', bitstringUrl(poetsmaat.url, 'revocation'), text)).toBe(
      'status_unreadable',
    );
  });
});

test.each([
  ['members', `{${Array.from({ length: 100_000 }, (_, index) => `"k${index}":1`).join(',')}}`],
  ['nesting', '['.repeat(100_000) + ']'.repeat(100_000)],
  ['objects', `[${'{},'.repeat(100_000)}{}]`],
])('a list with more %s than any list has is refused before it is parsed', async (_, text) => {
  const parse = vi.spyOn(JSON, 'parse');
  expect(await statusCode('ldp_vc', bitstringUrl(poetsmaat.url, 'revocation'), text)).toBe(
    'status_unreadable',
  );
  expect(parse.mock.calls.filter(([parsed]) => parsed === text)).toEqual([]);
  parse.mockRestore();
});
