/** The contract that the public W3C test suites hold a server to, over real HTTPS. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConformanceDocument } from '../../cli/conformance/load-document.ts';
import { didKeyFrom, didKeyMethodId } from '../../core/did/index.ts';
import { createPresentation, issueDataIntegrity, signPresentation } from '../../core/proof/index.ts';
import { isJsonObject, type JsonObject } from '../../core/strict-json.ts';
import { createNodeSigner, generatePrivateJwk } from '../../server/node-crypto.ts';
import { mutateJson } from '../fuzz/mutate-json.ts';
import { mutateSome } from '../fuzz/mutation.ts';
import { createRandom } from '../fuzz/random.ts';
import { type ConformanceServer, startServer } from './a-client.ts';

const v2 = 'https://www.w3.org/ns/credentials/v2';
const suites = ['eddsa-rdfc-2022', 'ecdsa-rdfc-2019-p256'] as const;
type Suite = (typeof suites)[number];
const policies = ['strict', 'proof-only'] as const;

let server: ConformanceServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const didOf = (suite: Suite): string => server.dids[suite === 'eddsa-rdfc-2022' ? 'ed' : 'p256'];
const unsigned = (issuer: string, change: JsonObject = {}): JsonObject => ({
  '@context': [v2, 'https://www.w3.org/ns/credentials/examples/v2'],
  type: ['VerifiableCredential', 'ExampleDegree'],
  issuer,
  credentialSubject: { id: 'did:example:subject', degree: 'none' },
  ...change,
});

const issue = async (suite: Suite, credential: unknown): Promise<JsonObject> => {
  const { status, json } = await server.post(`/issuers/${suite}/credentials/issue`, {
    credential,
    options: {},
  });
  if (status !== 201 || !isJsonObject(json.verifiableCredential)) throw new Error(JSON.stringify(json));
  return json.verifiableCredential;
};
const proofOf = ({ proof }: JsonObject): JsonObject => (isJsonObject(proof) ? proof : {});
/** With another last letter. */
const otherValue = (document: JsonObject): string =>
  String(proofOf(document).proofValue).replace(/.$/, (letter) => (letter === '2' ? '3' : '2'));
const verify = (policy: string, verifiableCredential: unknown) =>
  server.post(`/verifiers/${policy}/credentials/verify`, { verifiableCredential });
const codesOf = ({ errors }: JsonObject): unknown[] =>
  Array.isArray(errors) ? errors.map((error: unknown) => (isJsonObject(error) ? error.code : error)) : [];

it('says where it is and which DIDs it signs with once it is ready', () => {
  expect(server.announced()).toEqual({ url: server.url, dids: server.dids });
  expect(server.url).toMatch(/^https:\/\/localhost:\d+$/);
  expect(server.dids).toEqual({
    ed: expect.stringMatching(/^did:key:z6Mk/),
    p256: expect.stringMatching(/^did:key:zDna/),
  });
});

describe.each(suites)('%s', (suite) => {
  it('issues with a proof by its did:key, that both verifiers accept', async () => {
    const signed = await issue(suite, unsigned(didOf(suite)));
    const did = didOf(suite);
    expect(proofOf(signed)).toMatchObject({
      type: 'DataIntegrityProof',
      cryptosuite: suite.replace('-p256', ''),
      verificationMethod: `${did}#${did.slice('did:key:'.length)}`,
      proofPurpose: 'assertionMethod',
      created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      proofValue: expect.stringMatching(/^z/),
    });
    for (const policy of policies) {
      const { status, json } = await verify(policy, signed);
      expect([status, json]).toEqual([200, { verified: true, errors: [] }]);
    }
  });

  it('issues and verifies the first version, with the context of proofs added', async () => {
    const signed = await issue(suite, {
      '@context': ['https://www.w3.org/2018/credentials/v1'],
      type: ['VerifiableCredential'],
      issuer: didOf(suite),
      issuanceDate: '2026-01-01T00:00:00Z',
      credentialSubject: { id: 'did:example:subject' },
    });
    expect(signed['@context']).toEqual([
      'https://www.w3.org/2018/credentials/v1',
      'https://w3id.org/security/data-integrity/v2',
    ]);
    expect((await verify('strict', signed)).status).toBe(200);
  });

  it('does not verify what was changed', async () => {
    const signed = await issue(suite, unsigned(didOf(suite)));
    for (const policy of policies) {
      const { status, json } = await verify(policy, { ...signed, name: 'more' });
      expect([status, json.verified, codesOf(json)]).toEqual([400, false, ['proof_signature']]);
    }
  });
});

it('tells the issuer strictly, and not at all where only the proof is asked', async () => {
  const signed = await issue('eddsa-rdfc-2022', unsigned(server.dids.p256));
  expect((await verify('proof-only', signed)).status).toBe(200);
  const { status, json } = await verify('strict', signed);
  expect([status, codesOf(json)]).toEqual([400, ['issuer_key_foreign']]);
});

it('holds the period strictly, and lets an end in the past be issued', async () => {
  const signed = await issue(
    'eddsa-rdfc-2022',
    unsigned(server.dids.ed, { validUntil: '2001-01-01T00:00:00Z' }),
  );
  expect((await verify('proof-only', signed)).status).toBe(200);
  expect(codesOf((await verify('strict', signed)).json)).toEqual(['expired']);
});

describe('a proof set', () => {
  it('verifies when every proof holds and one is by the issuer', async () => {
    const once = await issue('eddsa-rdfc-2022', unsigned(server.dids.ed));
    const twice = await issue('ecdsa-rdfc-2019-p256', once);
    expect(twice.proof).toHaveLength(2);
    expect((await verify('strict', twice)).status).toBe(200);
  });

  it('does not verify when one of them does not hold', async () => {
    const once = await issue('eddsa-rdfc-2022', unsigned(server.dids.ed));
    const other = await issue('eddsa-rdfc-2022', unsigned(server.dids.ed, { name: 'other' }));
    const { status, json } = await verify('proof-only', { ...once, proof: [once.proof, other.proof] });
    expect([status, codesOf(json)]).toEqual([400, ['proof_signature']]);
  });
});

describe('a presentation', () => {
  const holder = createNodeSigner(generatePrivateJwk('EdDSA'));
  const did = didKeyFrom(holder.publicJwk);
  const tools = { signer: holder, loadDocument: loadConformanceDocument };
  const options = { challenge: 'c-1', domain: 'verifier.example' };
  const present = async (change: JsonObject = {}, credentials?: readonly JsonObject[]): Promise<JsonObject> =>
    signPresentation(
      {
        presentation: {
          ...createPresentation({
            holder: did,
            credentials: credentials ?? [await issue('eddsa-rdfc-2022', unsigned(server.dids.ed))],
          }),
          ...change,
        },
        verificationMethod: didKeyMethodId(did),
        ...options,
        created: new Date(),
      },
      tools,
    );
  const verifyPresentation = (verifiablePresentation: unknown, asked: unknown = options, policy = 'strict') =>
    server.post(`/verifiers/${policy}/presentations/verify`, { verifiablePresentation, options: asked });

  it('verifies with one credential, several, or none, its holder as text or object', async () => {
    const credentials = await Promise.all(suites.map((suite) => issue(suite, unsigned(didOf(suite)))));
    for (const presentation of [
      await present(),
      await present({}, credentials),
      await present({}, []),
      await present({ holder: { id: did } }),
    ]) {
      expect((await verifyPresentation(presentation)).json).toEqual({ verified: true, errors: [] });
    }
  });

  it('verifies without options: then nobody asked for a challenge', async () => {
    const presentation = await present();
    const path = '/verifiers/strict/presentations/verify';
    expect((await server.post(path, { verifiablePresentation: presentation })).status).toBe(200);
    expect((await verifyPresentation(presentation, {})).status).toBe(200);
  });

  it.each<[string, (presentation: JsonObject) => JsonObject, string]>([
    ['unsigned', ({ proof: _, ...rest }) => rest, 'proof_missing'],
    ['empty', () => ({}), 'context_missing'],
    [
      'of another first context',
      (one) => ({ ...one, '@context': ['https://example.org/c'] }),
      'context_first',
    ],
    ['without type', ({ type: _, ...rest }) => rest, 'type_missing'],
    ['with a number as context', (one) => ({ ...one, '@context': [v2, 4] }), 'context_item'],
    ['with another holder', (one) => ({ ...one, holder: 'did:example:other' }), 'proof_signature'],
    [
      'with a changed proof value',
      (one) => ({
        ...one,
        proof: { ...proofOf(one), proofValue: otherValue(one) },
      }),
      'proof_',
    ],
  ])('%s does not verify', async (_name, change, code) => {
    const { status, json } = await verifyPresentation(change(await present()));
    expect([status, json.verified]).toEqual([400, false]);
    expect(String(codesOf(json)[0])).toMatch(new RegExp(`^${code}`));
  });

  it('does not verify for another challenge or domain', async () => {
    const presentation = await present();
    expect(codesOf((await verifyPresentation(presentation, { ...options, challenge: 'c-2' })).json)).toEqual([
      'proof_challenge',
    ]);
    expect(codesOf((await verifyPresentation(presentation, { ...options, domain: 'x' })).json)).toEqual([
      'proof_domain',
    ]);
    expect((await verifyPresentation(presentation, { challenge: 4 })).status).toBe(400);
  });

  it('does not verify when a credential in it does not, or is not secured', async () => {
    const changed = { ...(await issue('eddsa-rdfc-2022', unsigned(server.dids.ed))), name: 'more' };
    expect(codesOf((await verifyPresentation(await present({}, [changed]))).json)).toEqual([
      'proof_signature',
    ]);
    const plain = await present({}, [unsigned(server.dids.ed)]);
    expect(codesOf((await verifyPresentation(plain)).json)).toEqual(['proof_missing']);
  });

  it('is not a credential, nor a credential a presentation', async () => {
    const credentialByHolder = await issueDataIntegrity(
      { credential: unsigned(did), verificationMethod: didKeyMethodId(did), created: new Date() },
      tools,
    );
    expect((await verify('strict', await present())).status).toBe(400);
    expect((await verifyPresentation(credentialByHolder, {})).status).toBe(400);
  });
});

describe('bad input is told so, as JSON, and never breaks the server', () => {
  const bodies: readonly unknown[] = [
    '',
    'x',
    '[]',
    'null',
    '4',
    '"x"',
    '{}',
    '{"a":1,"a":2}',
    '\u0000',
    `${'['.repeat(5_000)}`,
  ];
  const calls = [
    '/issuers/eddsa-rdfc-2022/credentials/issue',
    '/verifiers/strict/credentials/verify',
    '/verifiers/strict/presentations/verify',
    '/verifiers/proof-only/credentials/verify',
    '/verifiers/proof-only/presentations/verify',
  ];
  it.each(calls)('%s', async (path) => {
    const member = path.includes('issue')
      ? 'credential'
      : path.includes('presentations')
        ? 'verifiablePresentation'
        : 'verifiableCredential';
    const wrapped = [null, 'x', 4, true, [], {}, [[]], { '@context': null }, { proof: {} }].map((value) => ({
      [member]: value,
    }));
    for (const body of [...bodies, ...wrapped, { [member]: unsigned('did:example:a'), options: 'x' }]) {
      const { status, type } = await server.post(path, body);
      expect([status, type], JSON.stringify(body)).toEqual([400, expect.stringContaining('json')]);
    }
    expect((await server.post(path, { [member]: {} }, 'text/plain; charset=x-none')).status).toBe(400);
    expect((await server.post(path, 'x'.repeat(3_000_000))).status).toBe(400);
  });

  it('whatever a mutation makes of it: only 201, 200 and 400', async () => {
    const signed = await issue('eddsa-rdfc-2022', unsigned(server.dids.ed));
    const statuses = new Map(calls.map((path) => [path, new Set<number>()]));
    for (let seed = 0; seed < 100; seed++) {
      const random = createRandom(seed);
      const { value } = mutateSome(mutateJson)(
        random.chance(0.5) ? signed : unsigned('did:example:a'),
        [],
        random,
      );
      const body = { credential: value, verifiableCredential: value, verifiablePresentation: value };
      for (const [path, seen] of statuses) seen.add((await server.post(path, body)).status);
    }
    const allowed = [200, 201, 400];
    for (const [path, seen] of statuses)
      expect(allowed, `${path}: ${[...seen]}`).toEqual(expect.arrayContaining([...seen]));
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['an empty list', []],
    ['text', 'x'],
    ['a number', 4],
    ['true', true],
    ['empty', {}],
    ['a list of null', [null]],
    ['of another type', { type: 'RsaSignature2018' }],
  ])('a proof that is %s', async (_name, proof) => {
    for (const policy of policies) {
      expect((await verify(policy, { ...unsigned(server.dids.ed), proof })).status).toBe(400);
    }
  });

  it.each<[string, JsonObject]>([
    ['no value', { proofValue: undefined }],
    ['a value of null', { proofValue: null }],
    ['a value without its letter', { proofValue: '5A5L' }],
    ['a value of another base', { proofValue: 'u5A5L' }],
    ['another purpose', { proofPurpose: 'authentication' }],
    ['an unknown suite', { cryptosuite: 'constructor' }],
    ['no key', { verificationMethod: undefined }],
    ['a key elsewhere', { verificationMethod: 'did:web:localhost#k' }],
    ['a date that is none', { created: 'yesterday' }],
  ])('a proof with %s', async (_name, change) => {
    const signed = await issue('eddsa-rdfc-2022', unsigned(server.dids.ed));
    expect((await verify('proof-only', { ...signed, proof: { ...proofOf(signed), ...change } })).status).toBe(
      400,
    );
  });

  it.each<[string, JsonObject]>([
    [
      'a term that nobody defines',
      { '@context': [v2], type: ['VerifiableCredential'], credentialSubject: { degree: 'none' } },
    ],
    ['a type that nobody defines', { '@context': [v2] }],
    ['a context that nobody knows', { '@context': [v2, 'https://example.org/context'] }],
    ['a protected term redefined', { '@context': [v2, { VerifiableCredential: 'urn:x:y' }] }],
    ['a type mapped to no URL', { '@context': [v2, { ExampleDegree: 'not-a-url' }] }],
  ])('to sign %s', async (_name, change) => {
    const { status } = await server.post('/issuers/eddsa-rdfc-2022/credentials/issue', {
      credential: unsigned(server.dids.ed, change),
    });
    expect(status).toBe(400);
  });
});

describe('what it cannot do so far', () => {
  it.each([
    ['/issuers/bbs-2023/credentials/issue', /bbs-2023 is not supported yet/],
    ['/issuers/ecdsa-sd-2023-p256/credentials/issue', /not supported yet/],
    ['/issuers/constructor/credentials/issue', /no such suite/],
    ['/holders/bbs-2023/credentials/derive', /not supported yet/],
    ['/nowhere', /./],
  ])('%s is 404, with a sentence', async (path, sentence) => {
    const { status, json } = await server.post(path, { credential: unsigned(server.dids.ed) });
    expect([status, json.code, json.title]).toEqual([404, 'not_found', expect.stringMatching(sentence)]);
  });
});
