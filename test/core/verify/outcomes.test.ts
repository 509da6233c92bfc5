/** Each outcome, for real, in every format: `domain` section "Outcomes". */
import { beforeAll, describe, expect, test } from 'vitest';
import { toUtf8 } from '../../../core/bytes.ts';
import { compactToDigits } from '../../../core/proof/index.ts';
import {
  type CredentialReport,
  createReport,
  type Outcome,
  parseReceived,
  verifyCredential,
} from '../../../core/verify/index.ts';
import {
  bitstringUrl,
  claims,
  createTestPlatform,
  day,
  type Issuing,
  now,
  type Statuses,
  type TestPlatform,
  tokenListUrl,
  validFrom,
  validUntil,
} from './a-platform.ts';
import { createWorld, derive, trustList, type World } from './a-world.ts';

let poetsmaat: TestPlatform;
let dagploeg: TestPlatform;
let stranger: TestPlatform;

beforeAll(async () => {
  poetsmaat = await createTestPlatform('Poetsmaat', 'https://poetsmaat.example');
  dagploeg = await createTestPlatform('Dagploeg', 'https://dagploeg.example');
  stranger = await createTestPlatform('Vreemd', 'https://vreemd.example');
});

const formats = ['dc+sd-jwt', 'ldp_vc', 'ldp_vc in part', 'jwt_vc_json', 'kluscv-compact'] as const;
type Format = (typeof formats)[number];

/** As a person would hand it in: text. */
const issue = async (platform: TestPlatform, format: Format, issuing: Issuing = {}): Promise<string> => {
  if (format === 'dc+sd-jwt') return platform.sdJwt(issuing);
  if (format === 'ldp_vc') return JSON.stringify(await platform.ldp(issuing));
  if (format === 'ldp_vc in part')
    return JSON.stringify(await derive(await platform.ldpSd(issuing), Object.keys(issuing.claims ?? claims)));
  if (format === 'jwt_vc_json') return platform.jwt(issuing);
  return `https://check.example/#${compactToDigits(await platform.compact(issuing))}`;
};

const check = async (text: string, world: World): Promise<CredentialReport> => {
  const received = parseReceived({ bytes: toUtf8(text) });
  if (!received.ok) throw new Error(`could not be read: ${received.error.seen.en}`);
  const [only] = received.value;
  if (only === undefined) throw new Error('nothing in it');
  return verifyCredential(only, world.context);
};

const worldOf = async (statuses: Statuses = {}, change: Parameters<typeof createWorld>[2] = {}) =>
  createWorld([poetsmaat, dagploeg], await poetsmaat.lists(statuses), change);

const codeOf = (report: CredentialReport, name: string) =>
  report.checks.find((one) => one.check === name)?.code;

describe.each(formats)('%s', (format) => {
  test('a genuine credential is valid, and shows what the platform signed under the name of the list', async () => {
    const world = await worldOf();
    const report = await check(await issue(poetsmaat, format), world);
    expect(report.checks.map(({ code }) => code)).toEqual([
      ...['format_known', 'issuer_listed', 'signature_valid', 'holder_not_asked', 'validity_current'],
      ...['status_active', 'claims_read'],
    ]);
    expect(report.outcome).toBe('valid');
    expect(report.issuer).toMatchObject({ name: 'Poetsmaat', kvkNumber: '12345678', listed: true });
    expect(report.issuer.id).toBe(format === 'dc+sd-jwt' ? poetsmaat.url : poetsmaat.did);
    expect(report.record).toMatchObject({ name: 'Samira de Vries', gigsCompleted: 214, asOf: '2026-11-10' });
    expect(report.holder).toBe('not_proved');
    expect(report.validFrom).toBe(validFrom.toISOString());
    expect(report.validUntil).toBe(validUntil.toISOString());
    expect(report.message.nl).toBe(
      'Dit getuigschrift is echt. Poetsmaat heeft deze gegevens ondertekend op 14 november 2026. De gegevens zijn daarna niet veranderd. Het getuigschrift is niet ingetrokken.',
    );
  });

  const periods: readonly [Outcome, Issuing][] = [
    ['expired', { validFrom: new Date('2026-02-01'), validUntil: new Date('2026-11-13') }],
    ['not_yet_valid', { validFrom: new Date(now.getTime() + 2 * day) }],
  ];
  test.each(periods)('%s by its period, its content still shown', async (outcome, issuing) => {
    const report = await check(await issue(poetsmaat, format, issuing), await worldOf());
    expect(report.outcome).toBe(outcome);
    expect(report.record).toMatchObject({ gigsCompleted: 214 });
  });

  const withdrawals: readonly [Outcome, Statuses][] = [
    ['revoked', { revoked: [7] }],
    ['suspended', { suspended: [7] }],
    ['valid', { revoked: [6, 8], suspended: [3] }],
  ];
  test.each(withdrawals)('%s by the list of its platform', async (outcome, statuses) => {
    const report = await check(await issue(poetsmaat, format), await worldOf(statuses));
    expect(report.outcome).toBe(outcome);
    if (outcome === 'revoked') expect(report.message.en).toContain('(list of 14 November 2026)');
  });

  test('revoked is told before expired', async () => {
    const text = await issue(poetsmaat, format, {
      validFrom: new Date('2026-02-01'),
      validUntil: new Date('2026-11-13'),
    });
    expect((await check(text, await worldOf({ revoked: [7] }))).outcome).toBe('revoked');
  });

  test('by nobody on the list it is of an unknown issuer, and nothing at all is fetched', async () => {
    const world = await worldOf();
    const report = await check(await issue(stranger, format), world);
    expect(report.outcome).toBe('unknown_issuer');
    expect(report.record).toBeNull();
    expect(report.issuer).toMatchObject({ name: null, listed: false });
    expect(world.fetched).toEqual([]);
  });

  test('signed before the platform joined, it is of an unknown issuer', async () => {
    const text = await issue(poetsmaat, format, { validFrom: new Date('2025-12-30') });
    const report = await check(text, await worldOf());
    expect(report.outcome).toBe('unknown_issuer');
    expect(codeOf(report, 'issuer')).toBe('issuer_not_listed_then');
  });

  test('signed before the platform left, it is still genuine; signed after, it is not', async () => {
    const left = { ...poetsmaat, listed: { ...poetsmaat.listed, until: '2026-11-14' } };
    const world = createWorld([left], await poetsmaat.lists(), {
      now: new Date(now.getTime() + day / 2 + 1),
    });
    expect((await check(await issue(poetsmaat, format), world)).outcome).toBe('valid');
    const later = await issue(poetsmaat, format, { validFrom: new Date('2026-11-15') });
    expect((await check(later, world)).outcome).toBe('unknown_issuer');
  });

  test('without a list of issuers nothing is told of it, and nothing is fetched', async () => {
    const world = await worldOf({}, { trust: { state: 'missing' } });
    const report = await check(await issue(poetsmaat, format), world);
    expect(report).toMatchObject({ outcome: 'undetermined', record: null, issuer: { name: null } });
    expect(world.fetched).toEqual([]);
  });

  test('with a list of issuers that is outdated nothing is told of it but the date of the list', async () => {
    const trust = { state: 'outdated', list: trustList([poetsmaat.listed]) } as const;
    const report = await check(await issue(poetsmaat, format), await worldOf({}, { trust }));
    expect(report).toMatchObject({ outcome: 'undetermined', record: null });
    expect(report.message.nl).toContain('Onze lijst van uitgevers is van 1 november 2026');
  });

  test('a list of withdrawals that cannot be reached leaves it undetermined, with its content', async () => {
    const world = createWorld([poetsmaat], new Map());
    const report = await check(await issue(poetsmaat, format), world);
    expect(report.outcome).toBe('undetermined');
    expect(codeOf(report, 'status')).toBe('status_unreachable');
    expect(report.record).toMatchObject({ gigsCompleted: 214 });
  });

  test('a list that has expired leaves it undetermined, even when it would say valid', async () => {
    const world = await worldOf({
      issuedAt: new Date(now.getTime() - 3 * day),
      until: new Date(now.getTime() - day),
    });
    const report = await check(await issue(poetsmaat, format), world);
    expect(report.outcome).toBe('undetermined');
    expect(codeOf(report, 'status')).toBe('status_expired');
  });

  test('an index outside the list leaves it undetermined', async () => {
    const report = await check(await issue(poetsmaat, format, { index: 200_000 }), await worldOf());
    expect(report.outcome).toBe('undetermined');
    expect(codeOf(report, 'status')).toBe('status_outside');
  });

  test('naming no list at all leaves it undetermined', async () => {
    const report = await check(await issue(poetsmaat, format, { withStatus: false }), await worldOf());
    expect(report.outcome).toBe('undetermined');
    expect(codeOf(report, 'status')).toBe('status_missing');
  });

  test.each([
    ['garbage', 'not a list'],
    ['nothing', ''],
    ['another thing', '{"type":["VerifiableCredential"]}'],
  ])('%s at the address of its list leaves it undetermined', async (_name, body) => {
    const world = await worldOf();
    for (const url of world.bodies.keys()) if (url.includes('/status/')) world.bodies.set(url, toUtf8(body));
    const report = await check(await issue(poetsmaat, format), world);
    expect(report.outcome).toBe('undetermined');
    expect(codeOf(report, 'status')).toBe('status_unreadable');
  });

  test('a list at its address that another listed platform signed leaves it undetermined', async () => {
    const world = await worldOf();
    const url = tokenListUrl(poetsmaat.url);
    world.bodies.set(url, toUtf8(await dagploeg.tokenList({}, url)));
    for (const purpose of ['revocation', 'suspension'] as const) {
      const at = bitstringUrl(poetsmaat.url, purpose);
      world.bodies.set(at, toUtf8(JSON.stringify(await dagploeg.bitstringList(purpose, {}, at))));
    }
    const report = await check(await issue(poetsmaat, format), world);
    expect(report.outcome).toBe('undetermined');
    expect(codeOf(report, 'status')).toMatch(/status_(foreign|unreadable)/);
  });

  test('a list of its platform that belongs to another address leaves it undetermined', async () => {
    const world = await worldOf();
    const elsewhere = `${poetsmaat.url}/status/old`;
    world.bodies.set(tokenListUrl(poetsmaat.url), toUtf8(await poetsmaat.tokenList({}, elsewhere)));
    for (const purpose of ['revocation', 'suspension'] as const) {
      const list = await poetsmaat.bitstringList(purpose, {}, elsewhere);
      world.bodies.set(bitstringUrl(poetsmaat.url, purpose), toUtf8(JSON.stringify(list)));
    }
    const report = await check(await issue(poetsmaat, format), world);
    expect(report.outcome).toBe('undetermined');
    expect(codeOf(report, 'status')).toBe('status_foreign');
  });
});

test('a list of suspensions in the place of the list of revocations leaves it undetermined', async () => {
  const world = await worldOf({ revoked: [7] });
  const at = bitstringUrl(poetsmaat.url, 'revocation');
  world.bodies.set(at, toUtf8(JSON.stringify(await poetsmaat.bitstringList('suspension', {}, at))));
  const report = await check(await issue(poetsmaat, 'ldp_vc'), world);
  expect(report.outcome).toBe('undetermined');
  expect(codeOf(report, 'status')).toBe('status_foreign');
});

test('suspended is told although the list of revocations cannot be reached', async () => {
  const world = await worldOf({ suspended: [7] });
  world.bodies.delete(bitstringUrl(poetsmaat.url, 'revocation'));
  expect((await check(await issue(poetsmaat, 'ldp_vc'), world)).outcome).toBe('suspended');
});

test.each(['ldp_vc', 'kluscv-compact'] as const)(
  '%s: keys that cannot be reached leave it undetermined, with nothing shown',
  async (format) => {
    const world = await worldOf();
    world.bodies.delete(`${poetsmaat.url}/.well-known/did.json`);
    const report = await check(await issue(poetsmaat, format), world);
    expect(report).toMatchObject({ outcome: 'undetermined', record: null });
    expect(report.message.nl).toContain('De sleutel van Poetsmaat is nu niet bereikbaar');
  },
);

test('a status list elsewhere than at the platform is not fetched', async () => {
  const world = await worldOf();
  const unsigned = poetsmaat.unsigned();
  const credentialStatus = unsigned.credentialStatus?.map((entry) => ({
    ...entry,
    statusListCredential: 'https://elsewhere.example/list',
  }));
  const signed = await poetsmaat.signDocument({ ...unsigned, credentialStatus });
  const report = await check(JSON.stringify(signed), world);
  expect(codeOf(report, 'status')).toBe('status_foreign');
  expect(world.fetched.filter((url) => url.includes('elsewhere'))).toEqual([]);
});

test('a report is worth the worst of its credentials', async () => {
  const world = await worldOf();
  const good = await check(await issue(poetsmaat, 'ldp_vc'), world);
  const bad = await check(await issue(stranger, 'ldp_vc'), world);
  expect(createReport([good, bad], world.context)).toMatchObject({
    outcome: 'unknown_issuer',
    verifier: 'Test',
    checkedAt: now.toISOString(),
    trustList: { version: 3, issued: '2026-11-01T00:00:00Z' },
  });
  expect(createReport([], world.context).outcome).toBe('malformed');
});
