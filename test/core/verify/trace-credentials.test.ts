/** What is left of a credential when its content is let go, and what is asked of it later. */
import { beforeAll, describe, expect, test } from 'vitest';
import { decisiveCode } from '../../../core/verify/decisive-code.ts';
import {
  type Received,
  recheckStatus,
  traceCredentials,
  verifyCredential,
} from '../../../core/verify/index.ts';
import { createTestPlatform, type Statuses, type TestPlatform } from './a-platform.ts';
import { createWorld, trustList } from './a-world.ts';

let poetsmaat: TestPlatform;
let stranger: TestPlatform;
beforeAll(async () => {
  poetsmaat = await createTestPlatform('Poetsmaat', 'https://poetsmaat.example');
  stranger = await createTestPlatform('Vreemd', 'https://vreemd.example');
});

const worldOf = async (statuses: Statuses = {}, change: Parameters<typeof createWorld>[2] = {}) =>
  createWorld([poetsmaat], await poetsmaat.lists(statuses), change).context;
const sdJwt = async (platform: TestPlatform): Promise<Received> => ({
  format: 'dc+sd-jwt',
  compact: await platform.sdJwt(),
});
const outdated = () => ({ state: 'outdated' as const, list: trustList([poetsmaat.listed]) });

describe('a trace', () => {
  test('is kept of what the platform signed, and of nothing else, in the order in which it came', async () => {
    const genuine = await sdJwt(poetsmaat);
    const document = await poetsmaat.ldp();
    const changed: Received = {
      format: 'ldp_vc',
      document: { ...document, validUntil: '2099-01-01T00:00:00Z' },
    };
    const presentation: Received = {
      format: 'ldp_vp',
      document: { type: ['VerifiablePresentation'], verifiableCredential: [document, changed.document] },
    };
    const unreadable: Received = { format: 'ldp_vp', document: { type: ['VerifiablePresentation'] } };
    const garbage: Received = { format: 'dc+sd-jwt', compact: 'a.b.c~' };
    const all = [changed, genuine, await sdJwt(stranger), presentation, unreadable, garbage];
    const traces = await traceCredentials(all, await worldOf());
    expect(traces.map((trace) => trace?.platformDid)).toEqual([
      ...[undefined, poetsmaat.did, undefined, poetsmaat.did, undefined, undefined, undefined],
    ]);
    expect(traces[1]?.digest).toHaveLength(32);
    expect(traces[1]?.status).toMatchObject([{ kind: 'token', index: 7 }]);
  });

  test('is the same however much of a credential is shown', async () => {
    const compact = await poetsmaat.sdJwt();
    const less: Received = { format: 'dc+sd-jwt', compact: `${compact.split('~', 1)[0]}~` };
    const [whole, part] = await traceCredentials([{ format: 'dc+sd-jwt', compact }, less], await worldOf());
    expect(part?.digest).toEqual(whole?.digest);
  });

  test('is kept of none while there is no list of issuers', async () => {
    const context = await worldOf({}, { trust: { state: 'missing' } });
    expect(await traceCredentials([await sdJwt(poetsmaat)], context)).toEqual([undefined]);
  });
});

describe('asked once more', () => {
  test.each<[Statuses, string]>([
    [{}, 'status_active'],
    [{ revoked: [7] }, 'status_revoked'],
    [{ suspended: [7] }, 'status_suspended'],
  ])('the lists tell %j as %s', async (statuses, code) => {
    const [trace] = await traceCredentials([await sdJwt(poetsmaat)], await worldOf());
    if (trace === undefined) throw new Error('There is a trace.');
    expect(await recheckStatus(trace, await worldOf(statuses))).toBe(code);
  });

  test('nothing is told by a list of issuers that is missing, outdated, or without the platform', async () => {
    const trace = { platformDid: poetsmaat.did, status: [] };
    const ask = async (change: Parameters<typeof createWorld>[2]) =>
      recheckStatus(trace, await worldOf({}, change));
    expect(await ask({ trust: { state: 'missing' } })).toBe('trust_list_missing');
    expect(await ask({ trust: outdated() })).toBe('trust_list_outdated');
    expect(await ask({ trust: { state: 'current', list: trustList([]) } })).toBe('issuer_not_listed');
    expect(await ask({})).toBe('status_missing');
  });
});

test('one code stands for a report: that which made the outcome, or what the lists said', async () => {
  const credential = await sdJwt(poetsmaat);
  const codeIn = async (one: Received, change: Parameters<typeof worldOf>) => {
    const [only] = [one].flatMap((each) => (each.format === 'dc+sd-jwt' ? [each] : []));
    return only && decisiveCode(await verifyCredential(only, await worldOf(...change)));
  };
  expect(await codeIn(credential, [{}])).toBe('status_active');
  expect(await codeIn(credential, [{ revoked: [7] }])).toBe('status_revoked');
  expect(await codeIn(credential, [{}, { trust: outdated() }])).toBe('trust_list_outdated');
  expect(await codeIn(await sdJwt(stranger), [{}])).toBe('issuer_not_listed');
  const message = { nl: '', en: '' };
  const unknown = { check: 'status', outcome: 'fail', code: 'no_such_code', message } as const;
  expect(decisiveCode({ outcome: 'revoked', checks: [unknown] })).toBe('format_unreadable');
});
