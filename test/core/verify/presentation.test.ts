/** The answer of a wallet to a request: OpenID4VP 1.0 section 8.6. What a single failure makes of it stands in `bites/`. */
import { beforeAll, describe, expect, test } from 'vitest';
import { didKeyFrom, didKeyMethodId } from '../../../core/did/index.ts';
import { presentJwtCredentials, type SecuredDocument } from '../../../core/proof/index.ts';
import {
  type Asked,
  type Received,
  verifyCredential,
  verifyPresentation,
  verifyReceived,
} from '../../../core/verify/index.ts';
import { createNodeSigner, generatePrivateJwk } from '../../../server/node-crypto.ts';
import { createTestPlatform, now, type Statuses, type TestPlatform } from './a-platform.ts';
import { createHolder, createWorld, derive } from './a-world.ts';

const asked: Asked = {
  audience: 'x509_hash:Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyMDE',
  nonce: 'n-0S6_WzA2Mj_n-0S6_WzA2Mj',
  askedClaims: ['name', 'platform', 'gigsCompleted', 'firstGigDate', 'lastGigDate', 'hoursWorked'],
  requiredClaims: ['platform', 'gigsCompleted', 'firstGigDate', 'lastGigDate'],
};
const required = [['platform'], ['gigsCompleted'], ['firstGigDate'], ['lastGigDate']];
const everything = [...required, ['name'], ['hoursWorked'], ['rating'], ['attendance']];

const worker = createHolder();
const thief = createHolder();
let poetsmaat: TestPlatform;
let stranger: TestPlatform;
let sdJwt: string;
let ldp: SecuredDocument;
let jwt: string;

beforeAll(async () => {
  poetsmaat = await createTestPlatform('Poetsmaat', 'https://poetsmaat.example');
  stranger = await createTestPlatform('Vreemd', 'https://vreemd.example');
  sdJwt = await poetsmaat.sdJwt({}, worker.signer.publicJwk);
  ldp = await poetsmaat.ldp({}, worker.did);
  jwt = await poetsmaat.jwt({}, worker.did);
});

const world = async (statuses: Statuses = {}) => createWorld([poetsmaat], await poetsmaat.lists(statuses));

const sd = (compact: string): Received => ({ format: 'dc+sd-jwt', compact });
const vp = (document: SecuredDocument): Received => ({ format: 'ldp_vp', document });
const jwtVp = (compact: string): Received => ({ format: 'jwt_vp_json', compact });
const { audience, nonce } = asked;

/** What the worker's own wallet answers, in each format. */
const honest: readonly [string, () => Promise<Received>][] = [
  ['dc+sd-jwt', async () => sd(await worker.presentSdJwt(sdJwt, everything, { audience, nonce }))],
  ['ldp_vc', async () => vp(await worker.presentLdp([ldp], { audience, nonce }))],
  [
    'ldp_vc in part',
    async () => {
      const shown = ['name', 'hoursWorked', 'weeksWorked'];
      const derived = await derive(await poetsmaat.ldpSd({}, worker.did), shown);
      return vp(await worker.presentLdp([derived], { audience, nonce }));
    },
  ],
  ['jwt_vc_json', async () => jwtVp(await worker.presentJwt([jwt], { audience, nonce }))],
];

describe.each(honest)('%s', (_format, present) => {
  test('the worker proves that it is theirs, and what was not asked is dropped', async () => {
    const { report, satisfied, problems } = await verifyPresentation(
      [await present()],
      asked,
      (await world()).context,
    );
    expect(problems).toEqual([]);
    expect(satisfied).toBe(true);
    const [credential] = report.credentials;
    expect(credential).toMatchObject({ outcome: 'valid', holder: 'proved' });
    expect(Object.keys(credential?.record ?? {}).sort()).toEqual([...(asked.askedClaims ?? [])].sort());
  });

  test.each([
    ['revoked', { revoked: [7] }],
    ['suspended', { suspended: [7] }],
  ])('%s it satisfies the request, since the wallet did its part', async (outcome, statuses) => {
    const { report, satisfied } = await verifyPresentation(
      [await present()],
      asked,
      (await world(statuses)).context,
    );
    expect(report.outcome).toBe(outcome);
    expect(satisfied).toBe(true);
  });

  test('a claim that is required and not there does not satisfy', async () => {
    const request = { ...asked, requiredClaims: [...asked.requiredClaims, 'birthDate'] };
    const { report, satisfied, problems } = await verifyPresentation(
      [await present()],
      request,
      (await world()).context,
    );
    expect(report.outcome).toBe('valid');
    expect(satisfied).toBe(false);
    expect(problems).toEqual(['Information that this purpose needs was not shared.']);
  });

  test('handed in again without a request it is genuine, and proves nothing of who shows it', async () => {
    const report = await verifyReceived([await present()], (await world()).context);
    expect(report.outcome).toBe('valid');
    expect(report.credentials[0]?.holder).toBe('not_proved');
  });
});

test.each([
  ['missing', { state: 'missing' } as const],
  ['outdated', 'outdated' as const],
])('while the list of issuers is %s nothing satisfies, and the wallet is told why', async (_state, trust) => {
  const here = await world();
  const list = here.context.trust.state === 'missing' ? undefined : here.context.trust.list;
  const state =
    trust === 'outdated' && list !== undefined ? { state: trust, list } : ({ state: 'missing' } as const);
  for (const [, present] of honest) {
    const verdict = await verifyPresentation([await present()], asked, { ...here.context, trust: state });
    expect(verdict.report.outcome).toBe('undetermined');
    expect(verdict.report.credentials[0]?.record).toBeNull();
    expect(verdict.satisfied).toBe(false);
    expect(verdict.problems).toHaveLength(1);
  }
  expect(here.fetched).toEqual([]);
});

test('nothing at all satisfies nobody', async () => {
  const { satisfied, report } = await verifyPresentation([], asked, (await world()).context);
  expect([satisfied, report.outcome]).toEqual([false, 'malformed']);
});

describe('dc+sd-jwt', () => {
  test('handed in without a request, a disclosure taken away after the proof is still not bound', async () => {
    const presented = await worker.presentSdJwt(sdJwt, everything, { audience, nonce });
    const report = await verifyCredential(
      sd(presented.replace(/~[^~]+~(?=[^~]*$)/, '~')),
      (await world()).context,
    );
    expect(report.outcome).toBe('not_bound');
  });

  test('of a stranger it is of an unknown issuer before anything else, and nothing is fetched', async () => {
    const here = await world();
    const foreign = await stranger.sdJwt({}, worker.signer.publicJwk);
    const presented = await worker.presentSdJwt(foreign, everything, { audience, nonce });
    expect((await verifyPresentation([sd(presented)], asked, here.context)).report.outcome).toBe(
      'unknown_issuer',
    );
    expect(here.fetched).toEqual([]);
  });

  test('changed and not bound is changed', async () => {
    const presented = await thief.presentSdJwt(sdJwt, everything, { audience, nonce });
    const [jwt = '', ...rest] = presented.split('~');
    const broken = [`${jwt.slice(0, -6)}AAAAAA`, ...rest].join('~');
    expect((await verifyPresentation([sd(broken)], asked, (await world()).context)).report.outcome).toBe(
      'changed',
    );
  });
});

describe('ldp_vc', () => {
  test('a credential of another worker among the own ones is not bound, and neither is the whole', async () => {
    const other = await poetsmaat.ldp({ index: 9 }, thief.did);
    const presented = vp(await worker.presentLdp([ldp, other], { audience, nonce }));
    const { report } = await verifyPresentation([presented], asked, (await world()).context);
    expect(report.credentials.map(({ outcome }) => outcome)).toEqual(['valid', 'not_bound']);
    expect(report.outcome).toBe('not_bound');
  });

  test('with twenty credentials its proof is verified once', async () => {
    const document = await worker.presentLdp(
      Array.from({ length: 20 }, () => ldp),
      { audience, nonce },
    );
    const { context } = await world();
    const asOwn: string[] = [];
    const counting = {
      ...context,
      resolveDid: (did: string) => {
        if (did === worker.did) asOwn.push(did);
        return context.resolveDid(did);
      },
    };
    const { report } = await verifyPresentation([vp(document)], asked, counting);
    expect(report.credentials.map(({ holder }) => holder)).toEqual(Array(20).fill('proved'));
    expect(asOwn).toHaveLength(1);
  });

  test.each([
    ['no credential', []],
    ['a credential in an envelope', ['data:application/dc+sd-jwt,AAAA']],
    ['more than we take', Array.from({ length: 21 }, () => ({}))],
  ])('a presentation with %s is malformed', async (_name, verifiableCredential) => {
    const document = { type: ['VerifiablePresentation'], verifiableCredential };
    const { report, satisfied } = await verifyPresentation(
      [{ format: 'ldp_vp', document }],
      asked,
      (await world()).context,
    );
    expect(report.outcome).toBe('malformed');
    expect(satisfied).toBe(false);
  });
});

describe('jwt_vc_json', () => {
  test('a credential of another worker among the own ones is not bound, and neither is the whole', async () => {
    const other = await poetsmaat.jwt({ index: 9 }, thief.did);
    const presented = jwtVp(await worker.presentJwt([jwt, other], { audience, nonce }));
    const { report } = await verifyPresentation([presented], asked, (await world()).context);
    expect(report.credentials.map(({ outcome }) => outcome)).toEqual(['valid', 'not_bound']);
    expect(report.outcome).toBe('not_bound');
  });

  test('a holder with an Ed25519 key under did:key proves it as well', async () => {
    const signer = createNodeSigner(generatePrivateJwk('EdDSA'));
    const holder = didKeyFrom(signer.publicJwk);
    const compact = await presentJwtCredentials(
      {
        credentials: [await poetsmaat.jwt({}, holder)],
        holder,
        verificationMethod: didKeyMethodId(holder),
        audience,
        nonce,
        issuedAt: now,
      },
      signer,
    );
    const { report, satisfied } = await verifyPresentation([jwtVp(compact)], asked, (await world()).context);
    expect([report.credentials[0]?.holder, satisfied]).toEqual(['proved', true]);
  });

  test('looked at again later, its proof is as fresh as it was when it came', async () => {
    const presented = jwtVp(await worker.presentJwt([jwt], { audience, nonce }));
    const { context } = await world();
    const later = { ...context, now: new Date(now.getTime() + 3_600_000) };
    const again = { ...asked, presentedAt: now };
    expect((await verifyPresentation([presented], asked, later)).report.outcome).toBe('not_bound');
    expect((await verifyPresentation([presented], again, later)).report.outcome).toBe('valid');
  });

  test('of a stranger it is of an unknown issuer before anything else, and nothing is fetched', async () => {
    const here = await world();
    const presented = await worker.presentJwt([await stranger.jwt({}, worker.did)], { audience, nonce });
    const { report } = await verifyPresentation([jwtVp(presented)], asked, here.context);
    expect(report.outcome).toBe('unknown_issuer');
    expect(here.fetched).toEqual([]);
  });
});

test('an answer with nothing in it does not satisfy', async () => {
  const { report, satisfied } = await verifyPresentation([], asked, (await world()).context);
  expect(report.outcome).toBe('malformed');
  expect(satisfied).toBe(false);
});
