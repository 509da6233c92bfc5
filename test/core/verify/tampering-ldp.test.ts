/** A W3C credential in the hands of somebody who wants another one, or who wants it read otherwise. */
import { beforeAll, describe, expect, test } from 'vitest';
import { loadDocument } from '../../../contexts/index.ts';
import { toUtf8 } from '../../../core/bytes.ts';
import { issueDataIntegrity, type SecuredDocument } from '../../../core/proof/index.ts';
import { isJsonObject, type JsonObject } from '../../../core/strict-json.ts';
import { type CredentialReport, parseReceived, verifyCredential } from '../../../core/verify/index.ts';
import { claims, createTestPlatform, now, type TestPlatform } from './a-platform.ts';
import { createWorld, didJson, type World } from './a-world.ts';

let poetsmaat: TestPlatform;
let dagploeg: TestPlatform;
let world: World;
let genuine: SecuredDocument;

beforeAll(async () => {
  poetsmaat = await createTestPlatform('Poetsmaat', 'https://poetsmaat.example');
  dagploeg = await createTestPlatform('Dagploeg', 'https://dagploeg.example');
  world = createWorld([poetsmaat, dagploeg], await poetsmaat.lists());
  genuine = await poetsmaat.ldp();
});

const check = (document: JsonObject): Promise<CredentialReport> =>
  verifyCredential({ format: 'ldp_vc', document }, world.context);

const outcomeOf = async (document: JsonObject) => (await check(document)).outcome;

const subject = (): JsonObject => (isJsonObject(genuine.credentialSubject) ? genuine.credentialSubject : {});
const proof = (): JsonObject => (isJsonObject(genuine.proof) ? genuine.proof : {});
const without = (object: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([member]) => member !== name));
const withSubject = (change: JsonObject): JsonObject => ({
  ...genuine,
  credentialSubject: { ...subject(), ...change },
});
const withProof = (change: JsonObject): JsonObject => ({ ...genuine, proof: { ...proof(), ...change } });

test('untouched it is valid', async () => {
  expect(await outcomeOf(genuine)).toBe('valid');
});

describe('claims', () => {
  test.each(Object.entries(claims))('%s with another value is changed', async (name, value) => {
    const other = typeof value === 'number' ? value + 1 : typeof value === 'string' ? `${value}0` : [];
    expect(await outcomeOf(withSubject({ [name]: other }))).toBe('changed');
  });

  test.each(Object.keys(claims))('%s left out is changed', async (name) => {
    expect(await outcomeOf({ ...genuine, credentialSubject: without(subject(), name) })).toBe('changed');
  });

  test.each([
    ['a claim more', { birthDate: '1994-06-21' }],
    ['a member of a mark', { rating: { ratingValue: 4.9, worstRating: 1, bestRating: 5, ratingCount: 163 } }],
    ['another subject', { id: 'did:jwk:e30' }],
    ['an item twice', { hoursByYear: [...(claims.hoursByYear ?? []), ...(claims.hoursByYear ?? [])] }],
    ['a member that nobody knows', { medal: 'gold' }],
  ])('%s is changed', async (_name, change) => {
    expect(await outcomeOf(withSubject(change))).toBe('changed');
  });
});

describe('envelope', () => {
  const changes: readonly [string, JsonObject][] = [
    ['a later end', { validUntil: '2099-01-01T00:00:00Z' }],
    ['an earlier begin', { validFrom: '2026-11-13T00:00:00Z' }],
    ['another schema', { credentialSchema: { id: 'https://elsewhere.example', type: 'JsonSchema' } }],
    ['no status', { credentialStatus: [] }],
    ['half of the status', { credentialStatus: [genuineStatus(1)] }],
    [
      'another place in the list',
      { credentialStatus: [{ ...genuineStatus(0), statusListIndex: '8' }, genuineStatus(1)] },
    ],
    [
      'another type',
      { type: ['VerifiableCredential', 'KlusCVCredential', 'https://elsewhere.example/Diploma'] },
    ],
    ['an id', { id: 'urn:uuid:1f1b2a7e-8f5c-4a0e-9c0a-0d3c0a1b2c3d' }],
    [
      'a context of its own',
      {
        '@context': [
          'https://www.w3.org/ns/credentials/v2',
          'https://kluscv.nl/ns/v1',
          { medal: 'https://elsewhere.example/medal' },
        ],
        medal: 'gold',
      },
    ],
    [
      'a context that nobody knows',
      { '@context': ['https://www.w3.org/ns/credentials/v2', 'https://elsewhere.example/v1'] },
    ],
  ];
  function genuineStatus(index: number): JsonObject {
    const purpose = index === 0 ? 'revocation' : 'suspension';
    return {
      type: 'BitstringStatusListEntry',
      statusPurpose: purpose,
      statusListIndex: '7',
      statusListCredential: `https://poetsmaat.example/status/bitstring/1/${purpose}`,
    };
  }
  test.each(changes)('%s is changed', async (_name, change) => {
    expect(await outcomeOf({ ...genuine, ...change })).toBe('changed');
  });

  test.each([
    'validFrom',
    'validUntil',
    'credentialStatus',
    'credentialSchema',
    'credentialSubject',
    '@context',
  ])('without %s it is changed', async (name) => {
    expect(await outcomeOf(without(genuine, name))).toBe('changed');
  });

  test('in the name of another listed platform it is of an unknown issuer', async () => {
    expect(await check({ ...genuine, issuer: dagploeg.did })).toMatchObject({
      outcome: 'unknown_issuer',
      record: null,
      issuer: { name: null, listed: false },
    });
  });
});

describe('the same graph, written so that it reads otherwise, is not shown', () => {
  const dateTime = 'http://www.w3.org/2001/XMLSchema#dateTime';
  const rewritten: readonly [string, () => JsonObject][] = [
    [
      'without its end',
      () => ({
        ...without(genuine, 'validUntil'),
        'https://www.w3.org/2018/credentials#validUntil': { '@type': dateTime, '@value': genuine.validUntil },
      }),
    ],
    [
      'without a claim',
      () => ({
        ...genuine,
        credentialSubject: {
          ...without(subject(), 'weeksWorked'),
          'https://kluscv.nl/ns/v1#weeksWorked': 161,
        },
      }),
    ],
    [
      'with a skill told twice',
      () => withSubject({ skills: [...(claims.skills ?? []), ...(claims.skills ?? [])] }),
    ],
    ['with an empty claim', () => withSubject({ birthDate: null })],
    [
      'with a number that differs behind the sixteenth digit',
      () =>
        withSubject({
          hoursByYear: (claims.hoursByYear ?? []).map(({ year, hours }) => ({
            year,
            hours: hours === 162.5 ? 162.50000000000003 : hours,
          })),
        }),
    ],
    [
      'with a context of its own',
      () => ({
        ...genuine,
        '@context': ['https://www.w3.org/ns/credentials/v2', 'https://kluscv.nl/ns/v1', {}],
      }),
    ],
  ];
  test.each(rewritten)('%s', async (_name, rewrite) => {
    const report = await check(rewrite());
    expect(report).toMatchObject({ outcome: 'malformed', record: null });
    expect(report.checks.map(({ code }) => code)).toContain('signature_valid');
  });
});

describe('proof', () => {
  const changes: readonly [string, () => JsonObject, string][] = [
    [
      'a key of another listed platform',
      () => ({ verificationMethod: `${dagploeg.did}#ed25519` }),
      'unknown_issuer',
    ],
    [
      'a key that the platform does not have',
      () => ({ verificationMethod: `${poetsmaat.did}#other` }),
      'unknown_issuer',
    ],
    [
      'a DID that only begins like it',
      () => ({ verificationMethod: `${poetsmaat.did}.evil#ed25519` }),
      'unknown_issuer',
    ],
    ['no key', () => ({ verificationMethod: undefined }), 'unknown_issuer'],
    [
      'the other key of the platform',
      () => ({ verificationMethod: `${poetsmaat.did}#p256-multikey` }),
      'changed',
    ],
    ['another suite', () => ({ cryptosuite: 'ecdsa-rdfc-2019' }), 'changed'],
    ['a suite that nobody knows', () => ({ cryptosuite: 'none' }), 'changed'],
    ['another type', () => ({ type: 'Ed25519Signature2020' }), 'changed'],
    ['another purpose', () => ({ proofPurpose: 'authentication' }), 'changed'],
    ['another moment', () => ({ created: '2026-11-13T12:00:00Z' }), 'changed'],
    ['another value', () => ({ proofValue: `z${'1'.repeat(64)}` }), 'changed'],
    ['no value', () => ({ proofValue: undefined }), 'changed'],
  ];
  test.each(changes)('%s', async (_name, change, outcome) => {
    expect(await outcomeOf(withProof(change()))).toBe(outcome);
  });

  test('of another credential of the same platform is changed', async () => {
    const other = await poetsmaat.ldp({ claims: { ...claims, gigsCompleted: 3 } });
    expect(await outcomeOf({ ...genuine, proof: other.proof })).toBe('changed');
  });

  test('none, or an empty list of them, is never valid', async () => {
    expect(await outcomeOf(without(genuine, 'proof'))).toBe('malformed');
    expect(await outcomeOf({ ...genuine, proof: [] })).toBe('changed');
    expect(await outcomeOf({ ...genuine, proof: 'yes' })).toBe('changed');
  });

  test('a second one by a stranger spoils it', async () => {
    const second = await issueDataIntegrity(
      { credential: genuine, verificationMethod: `${dagploeg.did}#ed25519`, created: now },
      { signer: dagploeg.ed25519Signer, loadDocument },
    );
    expect(await outcomeOf(second)).toBe('unknown_issuer');
  });

  test('a second one by the P-256 key of the platform is as good as the first', async () => {
    const second = await issueDataIntegrity(
      { credential: genuine, verificationMethod: `${poetsmaat.did}#p256-multikey`, created: now },
      { signer: poetsmaat.p256Signer, loadDocument },
    );
    expect(await outcomeOf(second)).toBe('valid');
  });
});

test('another listed platform that signs in the name of the first is of an unknown issuer', async () => {
  const forged = await issueDataIntegrity(
    { credential: { ...poetsmaat.unsigned() }, verificationMethod: `${dagploeg.did}#ed25519`, created: now },
    { signer: dagploeg.ed25519Signer, loadDocument },
  );
  expect(await outcomeOf(forged)).toBe('unknown_issuer');
});

test('a key that the platform keeps for other purposes does not vouch for credentials', async () => {
  const here = createWorld([poetsmaat], await poetsmaat.lists());
  const document = { ...poetsmaat.didDocument, assertionMethod: [`${poetsmaat.did}#p256`] };
  here.bodies.set(`${poetsmaat.url}/.well-known/did.json`, didJson(document));
  expect((await verifyCredential({ format: 'ldp_vc', document: genuine }, here.context)).outcome).toBe(
    'unknown_issuer',
  );
});

test('a key under the DID of the platform that somebody else controls does not vouch for it', async () => {
  const here = createWorld([poetsmaat], await poetsmaat.lists());
  const document = {
    ...poetsmaat.didDocument,
    verificationMethod: (poetsmaat.didDocument.verificationMethod ?? []).map((method) => ({
      ...method,
      controller: dagploeg.did,
    })),
  };
  here.bodies.set(`${poetsmaat.url}/.well-known/did.json`, didJson(document));
  expect((await verifyCredential({ format: 'ldp_vc', document: genuine }, here.context)).outcome).toBe(
    'unknown_issuer',
  );
});

test('a member twice is not read at all', () => {
  const text = JSON.stringify(genuine).replace('{', '{"issuer":"did:web:elsewhere.example",');
  expect(parseReceived({ bytes: toUtf8(text) }).ok).toBe(false);
});
