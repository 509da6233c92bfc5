/** The contract that the public W3C test suites hold a server to, over real HTTPS. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConformanceDocument } from '../../cli/conformance/load-document.ts';
import { didKeyFrom, didKeyMethodId } from '../../core/did/index.ts';
import { createPresentation, issueDataIntegrity, signJws, signPresentation } from '../../core/proof/index.ts';
import { isJsonObject, type JsonObject } from '../../core/strict-json.ts';
import { createNodeSigner, generatePrivateJwk } from '../../server/node-crypto.ts';
import { mutateJson } from '../fuzz/mutate-json.ts';
import { mutateSome } from '../fuzz/mutation.ts';
import { createRandom } from '../fuzz/random.ts';
import { type ConformanceServer, startServer } from './a-client.ts';

const v2 = 'https://www.w3.org/ns/credentials/v2';
const keyBySuite = {
  'eddsa-rdfc-2022': 'ed',
  'eddsa-jcs-2022': 'ed',
  'ecdsa-rdfc-2019-p256': 'p256',
  'ecdsa-rdfc-2019-p384': 'p384',
  'ecdsa-jcs-2019-p256': 'p256',
  'ecdsa-jcs-2019-p384': 'p384',
} as const;
type Suite = keyof typeof keyBySuite;
const suites = Object.keys(keyBySuite) as Suite[];
const selective = { 'ecdsa-sd-2023-p256': 'p256', 'bbs-2023': 'bls' } as const;
type Selective = keyof typeof selective;
const policies = ['strict', 'proof-only'] as const;

let server: ConformanceServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const didOf = (suite: Suite | Selective): string => server.dids[{ ...keyBySuite, ...selective }[suite]];
const unsigned = (issuer: string, change: JsonObject = {}): JsonObject => ({
  '@context': [v2, 'https://www.w3.org/ns/credentials/examples/v2'],
  type: ['VerifiableCredential', 'ExampleDegree'],
  issuer,
  credentialSubject: { id: 'did:example:subject', degree: 'none' },
  ...change,
});

const issue = async (suite: string, credential: unknown, options: object = {}): Promise<JsonObject> => {
  const { status, json } = await server.post(`/issuers/${suite}/credentials/issue`, {
    credential,
    options,
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
    p384: expect.stringMatching(/^did:key:z82L/),
    bls: expect.stringMatching(/^did:key:zUC7/),
  });
});

describe.each(suites)('%s', (suite) => {
  it('issues with a proof by its did:key, that both verifiers accept', async () => {
    const signed = await issue(suite, unsigned(didOf(suite)));
    const did = didOf(suite);
    expect(proofOf(signed)).toMatchObject({
      type: 'DataIntegrityProof',
      cryptosuite: suite.replace(/-p\d+$/, ''),
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
    '/issuers/ecdsa-jcs-2019-p384/credentials/issue',
    '/issuers/ecdsa-sd-2023-p256/credentials/issue',
    '/issuers/bbs-2023/credentials/issue',
    '/issuers/vc-jwt/credentials/issue',
    '/issuers/status/credentials/issue',
    '/holders/ecdsa-sd-2023-p256/credentials/derive',
    '/holders/bbs-2023/credentials/derive',
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

describe.each(Object.keys(selective) as Selective[])('%s', (suite) => {
  const base = (change: JsonObject = {}, options: object = {}) =>
    issue(
      suite,
      unsigned(didOf(suite), {
        credentialSubject: { id: 'urn:x:subject', degree: 'none', club: 'chess', years: [1, 2] },
        ...change,
      }),
      options,
    );
  const derive = (verifiableCredential: unknown, options: unknown) =>
    server.post(`/holders/${suite}/credentials/derive`, { verifiableCredential, options });

  it('issues a base proof that nobody verifies, and derives proofs that both verifiers accept', async () => {
    const signed = await base({}, { mandatoryPointers: ['/issuer'] });
    expect(proofOf(signed)).toMatchObject({
      cryptosuite: suite.replace('-p256', ''),
      proofValue: expect.stringMatching(/^u/),
    });
    expect((await verify('proof-only', signed)).status).toBe(400);
    const { status, json } = await derive(signed, { selectivePointers: ['/credentialSubject/club'] });
    expect(status).toBe(201);
    for (const policy of policies) expect((await verify(policy, json.verifiableCredential)).status).toBe(200);
    const shown = json.verifiableCredential;
    expect(isJsonObject(shown) && shown.credentialSubject).toEqual({ id: 'urn:x:subject', club: 'chess' });
    const forged = isJsonObject(shown)
      ? { ...shown, credentialSubject: { id: 'urn:x:subject', club: 'football' } }
      : {};
    expect((await verify('proof-only', forged)).status).toBe(400);
  });

  it('has pointers by default, and refuses those to nothing or of another kind', async () => {
    const signed = await base();
    expect((await derive(signed, { selectivePointers: ['/credentialSubject'] })).status).toBe(201);
    for (const selectivePointers of [['/non/existent'], ['x'], 'x', [4], {}])
      expect((await derive(signed, { selectivePointers })).status, JSON.stringify(selectivePointers)).toBe(
        400,
      );
    for (const mandatoryPointers of [['/non/existent/path'], 'x', [4]]) {
      const { status } = await server.post(`/issuers/${suite}/credentials/issue`, {
        credential: unsigned(didOf(suite)),
        options: { mandatoryPointers },
      });
      expect(status, JSON.stringify(mandatoryPointers)).toBe(400);
    }
  });

  it('tells bad input so', async () => {
    for (const input of [null, 'x', 4, [], {}, unsigned(didOf(suite))])
      expect((await derive(input, { selectivePointers: ['/issuer'] })).status).toBe(400);
    expect((await derive(undefined, undefined)).status).toBe(400);
    const signed = await base();
    for (const proofValue of [
      undefined,
      null,
      'a',
      'u',
      'uAAAA',
      String(proofOf(signed).proofValue).slice(1),
    ]) {
      const changed = { ...signed, proof: { ...proofOf(signed), proofValue } };
      expect((await derive(changed, { selectivePointers: ['/issuer'] })).status).toBe(400);
      expect((await verify('proof-only', changed)).status).toBe(400);
    }
  });

  it('issues the first version too', async () => {
    const signed = await issue(suite, {
      '@context': ['https://www.w3.org/2018/credentials/v1'],
      type: ['VerifiableCredential'],
      issuer: didOf(suite),
      issuanceDate: '2026-01-01T00:00:00Z',
      credentialSubject: { id: 'did:example:subject' },
    });
    const { json } = await derive(signed, { selectivePointers: ['/credentialSubject'] });
    expect((await verify('strict', json.verifiableCredential)).status).toBe(200);
  });
});

describe('an enveloped credential', () => {
  const v2Envelope = { '@context': v2, type: 'EnvelopedVerifiableCredential' };
  it('is issued as a data: URL and verified by both', async () => {
    const enveloped = await issue('vc-jwt', unsigned(server.dids.p256));
    expect(enveloped).toEqual({
      ...v2Envelope,
      id: expect.stringMatching(/^data:application\/vc\+jwt,eyJ/),
    });
    for (const policy of policies) expect((await verify(policy, enveloped)).status).toBe(200);
  });

  it('needs the key of its issuer, strictly', async () => {
    const enveloped = await issue('vc-jwt', unsigned(server.dids.ed));
    expect((await verify('proof-only', enveloped)).status).toBe(200);
    expect(codesOf((await verify('strict', enveloped)).json)).toEqual(['issuer_key_foreign']);
  });

  it.each<[string, JsonObject]>([
    ['an empty context', { '@context': [] }],
    ['another context', { '@context': 'https://www.w3.org/ns/credentials/examples/v2' }],
    ['no type', { type: undefined }],
    ['another type', { type: 'VerifiableCredential' }],
    ['no data: URL', { id: 'eyJ.e30.x' }],
    ['another kind of content', { id: 'data:text/plain,x' }],
    ['nothing in it', { id: 'data:application/vc+jwt,' }],
    ['half a JWT in it', { id: 'data:application/vc+jwt,eyJ.e30' }],
    ['COSE that is none', { id: 'data:application/vc+cose;base64,0oRA' }],
    ['an SD-JWT that is none', { id: 'data:application/vc+sd-jwt,x~' }],
  ])('is refused with %s', async (_name, change) => {
    const enveloped = await issue('vc-jwt', unsigned(server.dids.p256));
    for (const policy of policies) {
      const { status, type } = await verify(policy, { ...enveloped, ...change });
      expect([status, type]).toEqual([400, expect.stringContaining('json')]);
    }
  });

  it('is refused when a letter of it is another, when it expired, or when it is of a form that nobody allows', async () => {
    const enveloped = await issue('vc-jwt', unsigned(server.dids.p256));
    const changed = String(enveloped.id).replace(/.{4}$/, (end) => (end === 'AAAA' ? 'BBBB' : 'AAAA'));
    expect((await verify('proof-only', { ...enveloped, id: changed })).status).toBe(400);
    const old = await issue('vc-jwt', unsigned(server.dids.p256, { validUntil: '2001-01-01T00:00:00Z' }));
    expect(codesOf((await verify('strict', old)).json)).toEqual(['expired']);
  });
});

describe('an enveloped presentation of the older form', () => {
  const verifyPresentation = (id: string, change: object = {}, policy = 'strict', options: object = {}) =>
    server.post(`/verifiers/${policy}/presentations/verify`, {
      verifiablePresentation: { '@context': v2, type: 'EnvelopedVerifiablePresentation', id, ...change },
      options,
    });
  const signer = createNodeSigner(generatePrivateJwk('EdDSA'));
  const did = didKeyFrom(signer.publicJwk);
  const sign = (payload: JsonObject, header: JsonObject = { typ: 'JWT' }) =>
    signJws({ header: { ...header, kid: didKeyMethodId(did) }, payload }, signer);
  const vp = { '@context': [v2], type: ['VerifiablePresentation'], holder: did };

  it('is accepted under application/jwt, and its credentials are looked at', async () => {
    const older = await sign({ iss: did, vc: unsigned(did) }, {});
    const inside = {
      '@context': v2,
      type: 'EnvelopedVerifiableCredential',
      id: `data:application/jwt,${older}`,
    };
    const good = await sign({
      iss: did,
      nonce: 'n',
      aud: 'a',
      vp: { ...vp, verifiableCredential: [inside] },
    });
    expect((await verifyPresentation(`data:application/jwt,${good}`)).json).toMatchObject({ verified: true });
    expect(
      (
        await verifyPresentation(`data:application/jwt,${good}`, {}, 'strict', {
          challenge: 'n',
          domain: 'a',
        })
      ).status,
    ).toBe(200);
    for (const options of [{ challenge: 'x' }, { domain: 'x' }])
      expect(
        (await verifyPresentation(`data:application/jwt,${good}`, {}, 'proof-only', options)).status,
      ).toBe(400);
    const bad = await sign({
      iss: did,
      vp: { ...vp, verifiableCredential: [{ ...inside, id: `${inside.id.slice(0, -8)}AAAAAAAA` }] },
    });
    expect((await verifyPresentation(`data:application/jwt,${bad}`)).status).toBe(400);
  });

  it('is refused with the type vp+jwt, without envelope, by another holder or of another type', async () => {
    const good = await sign({ iss: did, vp });
    expect((await verifyPresentation(`data:application/jwt,${good}`)).status).toBe(200);
    const newer = await sign({ iss: did, vp }, { typ: 'vp+jwt' });
    const untyped = await sign({ iss: did, vp }, {});
    for (const jwt of [newer, untyped])
      expect((await verifyPresentation(`data:application/vp+jwt,${jwt}`)).status).toBe(400);
    expect((await verifyPresentation(`data:application/jwt,${newer}`)).status).toBe(400);
    expect((await verifyPresentation(good)).status).toBe(400);
    expect((await verifyPresentation(`data:application/jwt,${good}`, { '@context': [] })).status).toBe(400);
    expect(
      (await verifyPresentation(`data:application/jwt,${good}`, { type: ['VerifiablePresentation'] })).status,
    ).toBe(400);
    const foreign = await sign({ vp: { ...vp, holder: 'did:example:other' } });
    expect((await verifyPresentation(`data:application/jwt,${foreign}`)).status).toBe(400);
    const typed = await sign({ vp }, { typ: 'kb+jwt' });
    expect((await verifyPresentation(`data:application/jwt,${typed}`)).status).toBe(400);
  });
});

describe('the issuer of credentials with a status', () => {
  it('adds an entry of its own that leads to a list of its own', async () => {
    const signed = await issue('status', unsigned(server.dids.ed));
    const entry = signed.credentialStatus;
    if (!isJsonObject(entry)) throw new Error('no entry');
    expect(entry).toMatchObject({
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: expect.stringMatching(/^(0|[1-9]\d*)$/),
      statusListCredential: `${server.url}/status/1`,
      statusReference: `${server.url}/status`,
      statusMessage: [
        { status: '0x0', message: expect.any(String) },
        { status: '0x1', message: expect.any(String) },
      ],
    });
    expect(entry.id).toBe(`${server.url}/status/1#${entry.statusListIndex}`);
    expect(entry).not.toHaveProperty('statusSize');
    for (const policy of policies) expect((await verify(policy, signed)).status).toBe(200);
    const { status, json } = await server.get('/status/1');
    expect([status, json.type]).toEqual([200, ['VerifiableCredential', 'BitstringStatusListCredential']]);
    expect((await verify('strict', json)).status).toBe(200);
    expect((await server.get('/status')).status).toBe(200);
  });

  it('refuses a member that nobody defines, and knows nothing of lists elsewhere', async () => {
    const plain = { '@context': [v2], type: ['VerifiableCredential'], credentialSubject: { id: 'urn:x:y' } };
    const { status } = await server.post('/issuers/status/credentials/issue', {
      credential: {
        ...plain,
        issuer: server.dids.ed,
        statusEntry: { type: 'BitstringStatusListEntry', statusListIndex: true },
      },
    });
    expect(status).toBe(400);
    for (const wrong of [
      { statusListIndex: true },
      { statusPurpose: undefined },
      { statusListCredential: 'x' },
    ]) {
      const credentialStatus = {
        type: 'BitstringStatusListEntry',
        statusPurpose: 'revocation',
        statusListIndex: '4',
        statusListCredential: 'https://example.org/list',
        ...wrong,
      };
      const { status, json } = await server.post('/issuers/status/credentials/issue', {
        credential: { ...plain, issuer: server.dids.ed, credentialStatus },
      });
      expect([status, json.title], JSON.stringify(wrong)).toEqual([
        400,
        'A status entry is not well-formed.',
      ]);
    }
    const elsewhere = await issue(
      'eddsa-rdfc-2022',
      unsigned(server.dids.ed, {
        credentialStatus: {
          type: 'BitstringStatusListEntry',
          statusPurpose: 'revocation',
          statusListIndex: '4',
          statusListCredential: 'https://example.org/list',
        },
      }),
    );
    expect(codesOf((await verify('strict', elsewhere)).json)).toEqual(['status_unreachable']);
    expect((await verify('proof-only', elsewhere)).status).toBe(200);
  });
});

it('says for which purpose a proof must have been made', async () => {
  const signed = await issue('eddsa-rdfc-2022', unsigned(server.dids.ed));
  const ask = (options: object) =>
    server.post('/verifiers/proof-only/credentials/verify', { verifiableCredential: signed, options });
  expect((await ask({ checks: ['proof'], expectedProofPurpose: 'assertionMethod' })).status).toBe(200);
  expect((await ask({ expectedProofPurpose: 'authentication' })).status).toBe(400);
  expect((await ask({ expectedProofPurpose: 'x' })).status).toBe(400);
  expect((await ask({ domain: 'domain.example' })).status).toBe(400);
});

describe('what is not there', () => {
  it.each([
    ['/issuers/constructor/credentials/issue', /no such suite/],
    ['/holders/eddsa-rdfc-2022/credentials/derive', /no such suite/],
    ['/nowhere', /./],
  ])('%s is 404, with a sentence', async (path, sentence) => {
    const { status, json } = await server.post(path, { credential: unsigned(server.dids.ed) });
    expect([status, json.code, json.title]).toEqual([404, 'not_found', expect.stringMatching(sentence)]);
  });
});
