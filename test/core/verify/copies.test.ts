/** Copies, and newer ones: what a reader is told, and what must not become of it. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../core/strict-json.ts';
import { type CredentialReport, verifyCredential } from '../../../core/verify/index.ts';
import {
  bitstringUrl,
  createTestPlatform,
  type Issuing,
  type Statuses,
  type TestPlatform,
  tokenListUrl,
} from './a-platform.ts';
import { createWorld, derive } from './a-world.ts';
import { digestOf, encode, resignIssuerJwt } from './bites/forge-sd-jwt.ts';

let poetsmaat: TestPlatform;
let dagploeg: TestPlatform;
beforeAll(async () => {
  poetsmaat = await createTestPlatform('Poetsmaat', 'https://poetsmaat.example');
  dagploeg = await createTestPlatform('Dagploeg', 'https://dagploeg.example');
});

const formats = ['dc+sd-jwt', 'ldp_vc', 'ldp_vc in part', 'jwt_vc_json', 'kluscv-compact'] as const;
type Format = (typeof formats)[number];
const shown = ['name', 'hoursWorked', 'skills'];

const receive = async (format: Format, issuing: Issuing) => {
  if (format === 'dc+sd-jwt') return { format, compact: await poetsmaat.sdJwt(issuing) } as const;
  if (format === 'ldp_vc')
    return { format, document: await poetsmaat.ldp({ withRefresh: true, ...issuing }) } as const;
  if (format === 'ldp_vc in part') {
    const base = await poetsmaat.ldpSd({ withRefresh: true, ...issuing });
    return { format: 'ldp_vc', document: await derive(base, shown) } as const;
  }
  if (format === 'jwt_vc_json')
    return { format, compact: await poetsmaat.jwt({ withRefresh: true, ...issuing }) } as const;
  return { format, bytes: await poetsmaat.compact(issuing) } as const;
};

const check = async (
  format: Format,
  { issuing = {}, statuses = {}, change }: Partial<Case> = {},
): Promise<CredentialReport> => {
  const world = createWorld([poetsmaat, dagploeg], await poetsmaat.lists(statuses));
  await change?.(world.bodies);
  return verifyCredential(await receive(format, issuing), world.context);
};
type Case = {
  readonly issuing: Issuing;
  readonly statuses: Statuses;
  readonly change: (bodies: Map<string, Uint8Array>) => void | Promise<void>;
};

const statusCode = (report: CredentialReport) => report.checks.find((one) => one.check === 'status')?.code;

describe.each(formats)('%s', (format) => {
  test('a newer one takes nothing away: it is said, and the outcome stays valid', async () => {
    const report = await check(format, { statuses: { newer: [7] } });
    expect([report.outcome, statusCode(report), report.newerExists]).toEqual(['valid', 'status_newer', true]);
    expect(report.message.nl).toMatch(/^Dit getuigschrift is echt\..*Er is een nieuwer getuigschrift/);
    expect(report.checks.every(({ outcome }) => outcome === 'pass' || outcome === 'not_applicable')).toBe(
      true,
    );
  });

  test('without a newer one nothing is said of it', async () => {
    const report = await check(format, { statuses: { newer: [8] } });
    expect([report.outcome, statusCode(report)]).toEqual(['valid', 'status_active']);
    expect(report).not.toHaveProperty('newerExists');
  });

  test.each([
    ['not there', (bodies: Map<string, Uint8Array>) => forget(bodies)],
    ['garbled', (bodies: Map<string, Uint8Array>) => replace(bodies, new Uint8Array([1, 2, 3]))],
    ['the one of withdrawals', (bodies: Map<string, Uint8Array>) => swap(bodies)],
  ])('a list of newer ones that is %s is no failure and tells nothing', async (_how, change) => {
    const report = await check(format, { statuses: { newer: [7], revoked: [] }, change });
    expect([report.outcome, statusCode(report)]).toEqual(['valid', 'status_active']);
  });

  test.each([
    ['revoked', { revoked: [7] }],
    ['suspended', { suspended: [7] }],
  ])('a %s one stays so when there is a newer one', async (outcome, statuses) => {
    const report = await check(format, { statuses: { ...statuses, newer: [7] } });
    expect(report.outcome).toBe(outcome);
    expect(report.message.nl).not.toContain('nieuwer');
  });

  test('a newer one does not stand in for the list of withdrawals', async () => {
    const report = await check(format, {
      statuses: { newer: [7] },
      change: (bodies) => {
        bodies.delete(tokenListUrl(poetsmaat.url));
        bodies.delete(bitstringUrl(poetsmaat.url, 'revocation'));
      },
    });
    expect([report.outcome, statusCode(report)]).toEqual(['undetermined', 'status_unreachable']);
  });
});

const newerUrls = () => [`${tokenListUrl(poetsmaat.url)}/refresh`, bitstringUrl(poetsmaat.url, 'refresh')];
const forget = (bodies: Map<string, Uint8Array>): void => {
  for (const url of newerUrls()) bodies.delete(url);
};
const replace = (bodies: Map<string, Uint8Array>, bytes: Uint8Array): void => {
  for (const url of newerUrls()) bodies.set(url, bytes);
};
/** In its place lies another list, genuine, in which every bit of ours is set. */
const swap = async (bodies: Map<string, Uint8Array>): Promise<void> => {
  const others = await poetsmaat.lists({ revoked: [7] });
  const [token, bitstring] = newerUrls();
  bodies.set(token ?? '', others.get(tokenListUrl(poetsmaat.url)) ?? new Uint8Array());
  bodies.set(bitstring ?? '', others.get(bitstringUrl(poetsmaat.url, 'revocation')) ?? new Uint8Array());
};

describe('a W3C credential', () => {
  test('that names only a list of newer ones says nothing of withdrawal', async () => {
    const document = await poetsmaat.signDocument({
      ...poetsmaat.unsigned(),
      credentialStatus: [
        {
          type: 'BitstringStatusListEntry',
          statusPurpose: 'refresh',
          statusListIndex: '7',
          statusListCredential: bitstringUrl(poetsmaat.url, 'refresh'),
        },
      ],
    });
    const world = createWorld([poetsmaat], await poetsmaat.lists({ newer: [] }));
    const report = await verifyCredential({ format: 'ldp_vc', document }, world.context);
    expect([report.outcome, statusCode(report)]).toEqual(['undetermined', 'status_missing']);
  });
});

describe('a copy', () => {
  test('shows for whom it was made', async () => {
    const report = await check('dc+sd-jwt', { issuing: { copy: { madeFor: 'Bakkerij Jansen' } } });
    expect([report.outcome, report.copy]).toEqual(['valid', { madeFor: 'named', name: 'Bakkerij Jansen' }]);
    expect(report.record).not.toHaveProperty('copy');
  });

  test('whose name was kept back still shows that there was one', async () => {
    const compact = await poetsmaat.sdJwt({ copy: { madeFor: 'Bakkerij Jansen' } });
    const kept = compact
      .split('~')
      .filter((part) => !Buffer.from(part, 'base64url').toString().includes('"madeFor"'))
      .join('~');
    const world = createWorld([poetsmaat], await poetsmaat.lists());
    const report = await verifyCredential({ format: 'dc+sd-jwt', compact: kept }, world.context);
    expect([report.outcome, report.copy]).toEqual(['valid', { madeFor: 'name_kept_back' }]);
  });

  test.each<[string, (old: JsonObject) => JsonObject, string]>([
    ['a number for a name', (old) => ({ ...old, copy: { madeFor: 7 } }), 'name_kept_back'],
    ['a name of two lines', (old) => ({ ...old, copy: { madeFor: 'a\nb' } }), 'name_kept_back'],
    ['digests that are no list', (old) => ({ ...old, copy: {} }), 'nobody_named'],
  ])('with %s shows no name', async (_thing, payload, madeFor) => {
    const compact = await resignIssuerJwt(await poetsmaat.sdJwt(), { payload }, poetsmaat.p256Signer);
    const world = createWorld([poetsmaat], await poetsmaat.lists());
    const report = await verifyCredential({ format: 'dc+sd-jwt', compact }, world.context);
    expect([report.outcome, report.copy]).toEqual(['valid', { madeFor }]);
  });

  test('that is told in a disclosure as a whole is a copy too', async () => {
    const disclosure = encode(['c2FsdA', 'copy', {}]);
    const payload = (old: JsonObject) => ({ ...old, _sd: [old._sd, digestOf(disclosure)].flat() });
    const signed = await resignIssuerJwt(await poetsmaat.sdJwt(), { payload }, poetsmaat.p256Signer);
    const world = createWorld([poetsmaat], await poetsmaat.lists());
    const compact = `${signed}${disclosure}~`;
    const report = await verifyCredential({ format: 'dc+sd-jwt', compact }, world.context);
    expect([report.outcome, report.copy]).toEqual(['valid', { madeFor: 'nobody_named' }]);
  });

  test('with another name put in is changed', async () => {
    const compact = await poetsmaat.sdJwt({ copy: { madeFor: 'Bakkerij Jansen' } });
    const forged = compact
      .split('~')
      .map((part) => {
        const text = Buffer.from(part, 'base64url').toString();
        return text.includes('"madeFor"')
          ? Buffer.from(text.replace('Bakkerij Jansen', 'Slagerij Smit')).toString('base64url')
          : part;
      })
      .join('~');
    const world = createWorld([poetsmaat], await poetsmaat.lists());
    const report = await verifyCredential({ format: 'dc+sd-jwt', compact: forged }, world.context);
    expect(report.outcome).toBe('changed');
    expect(report).not.toHaveProperty('copy');
  });

  test('in a QR code says that it was made for somebody, or for nobody in particular', async () => {
    const named = await check('kluscv-compact', { issuing: { copy: { madeFor: 'Bakkerij Jansen' } } });
    expect(named.copy).toEqual({ madeFor: 'name_kept_back' });
    expect((await check('kluscv-compact')).copy).toEqual({ madeFor: 'nobody_named' });
    expect((await check('dc+sd-jwt', { issuing: { copy: {} } })).copy).toEqual({ madeFor: 'nobody_named' });
  });

  test.each(['dc+sd-jwt', 'kluscv-compact'] as const)(
    'that was turned off says so in its own words, and not by whom: %s',
    async (format) => {
      const report = await check(format, { issuing: { copy: {} }, statuses: { revoked: [7] } });
      expect([report.outcome, statusCode(report)]).toEqual(['revoked', 'status_copy_off']);
      expect(report.message.nl).toBe(
        'Deze kopie is uitgezet. De werker of Poetsmaat heeft deze kopie uitgezet (lijst van 14 november 2026). Gebruik hem niet.',
      );
    },
  );

  test('is what a credential in a wallet is not', async () => {
    const report = await check('dc+sd-jwt', { statuses: { revoked: [7] } });
    expect([statusCode(report), 'copy' in report]).toEqual(['status_revoked', false]);
  });
});
