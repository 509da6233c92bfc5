/** What the W3C's suite for the data model sends, over real HTTPS: an issuer must sign or refuse it, a verifier take or refuse it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConformanceDocument } from '../../cli/conformance/load-document.ts';
import { didKeyFrom, didKeyMethodId } from '../../core/did/index.ts';
import { issueDataIntegrity, signPresentation } from '../../core/proof/index.ts';
import type { JsonObject } from '../../core/strict-json.ts';
import { createNodeSigner, generatePrivateJwk } from '../../server/node-crypto.ts';
import vector from '../vectors/vcdm2-enveloped-presentation.json' with { type: 'json' };
import { type ConformanceServer, startServer } from './a-client.ts';

const v2 = 'https://www.w3.org/ns/credentials/v2';
const examples = 'https://www.w3.org/ns/credentials/examples/v2';
const subject = { id: 'did:example:subject' };
const example = 'https://example.org/examples#';

let server: ConformanceServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const suites = ['eddsa-rdfc-2022', 'eddsa-jcs-2022', 'vc-jwt'] as const;
const issue = async (suite: string, change: object) => {
  const credential = {
    '@context': [v2],
    type: ['VerifiableCredential'],
    issuer: suite === 'vc-jwt' ? server.dids.p256 : server.dids.ed,
    credentialSubject: subject,
    ...change,
  };
  const { status } = await server.post(`/issuers/${suite}/credentials/issue`, { credential, options: {} });
  return status;
};
const withTerm = (term: string, member: object) => ({
  '@context': [v2, { [term]: `${example}${term}` }],
  ...member,
});

describe.each(suites)('%s signs', (suite) => {
  it.each<[string, object]>([
    ['nothing more than there must be', {}],
    ['several contexts by URL', { '@context': [v2, examples] }],
    [
      'contexts as objects',
      { ...withTerm('ExampleCredential', { type: ['VerifiableCredential', 'ExampleCredential'] }) },
    ],
    ['a DID of a subject', { credentialSubject: { id: 'did:example:other' } }],
    ['an id', { id: 'urn:uuid:3978344f-8596-4c3a-a978-8fcaba3903c5' }],
    [
      'a type that is a URL',
      { type: ['VerifiableCredential', 'https://example.org/#ExampleTestCredential'] },
    ],
    [
      'types in another order',
      { type: ['https://example.org/#A', 'VerifiableCredential', 'https://example.org/#B'] },
    ],
    [
      'a status',
      withTerm('ExampleStatus', { credentialStatus: { id: 'did:example:status', type: 'ExampleStatus' } }),
    ],
    ['a status without id', withTerm('ExampleStatus', { credentialStatus: { type: 'ExampleStatus' } })],
    [
      'terms of use',
      withTerm('ExamplePolicy', { termsOfUse: { type: 'ExamplePolicy', id: 'did:example:terms/1' } }),
    ],
    [
      'terms of several uses',
      withTerm('ExamplePolicy', { termsOfUse: [{ type: 'ExamplePolicy' }, { type: 'ExamplePolicy' }] }),
    ],
    ['evidence', withTerm('ExampleEvidence', { evidence: { type: 'ExampleEvidence' } })],
    [
      'more evidence',
      withTerm('ExampleEvidence', { evidence: [{ type: 'ExampleEvidence' }, { type: ['ExampleEvidence'] }] }),
    ],
    [
      'a refresh service',
      { refreshService: { type: 'https://example.org/#R', id: 'did:example:refresh/2' } },
    ],
    [
      'refresh services',
      { refreshService: [{ type: 'https://example.org/#R' }, { type: 'https://example.org/#R' }] },
    ],
    ['a schema', { credentialSchema: { type: 'https://example.org/#S', id: 'did:example:schemas/1' } }],
    [
      'schemas',
      {
        credentialSchema: [1, 2].map((n) => ({
          type: 'https://example.org/#S',
          id: `did:example:schemas/${n}`,
        })),
      },
    ],
    ['several subjects', { credentialSubject: [subject, { id: 'did:example:2', name: 'b' }] }],
    ['a begin with offset', { validFrom: '2023-02-25T19:10:39-06:00' }],
    ['a begin with fractions', { validFrom: '2022-05-25T01:02:03.123Z' }],
    ['an end with offset, in the past', { validUntil: '2023-02-25T19:10:39-06:00' }],
    ['a begin before an end', { validFrom: '2020-01-01T00:00:00Z', validUntil: '2040-01-01T00:00:00Z' }],
    ['a name', { name: 'Example Credential' }],
    ['a name in a language', { name: { '@value': 'Example', '@language': 'en' } }],
    ['a name with a direction', { name: { '@value': 'Example', '@language': 'en', '@direction': 'ltr' } }],
    [
      'a name in languages',
      {
        name: [
          { '@value': 'Dog', '@language': 'en' },
          { '@value': 'Chien', '@language': 'fr' },
        ],
      },
    ],
    [
      'a description with a direction',
      { description: { '@value': 'Example', '@language': 'en', '@direction': 'rtl' } },
    ],
    [
      'a related resource',
      {
        relatedResource: {
          id: v2,
          mediaType: 'application/ld+json',
          digestSRI: 'sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU',
          digestMultibase: 'uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ',
        },
      },
    ],
  ])('%s', async (_name, change) => expect(await issue(suite, change)).toBe(201));
});

describe.each(suites)('%s refuses', (suite) => {
  it.each<[string, object]>([
    ['no context', { '@context': undefined }],
    ['no base context', { '@context': [examples] }],
    ['a base context that is not first', { '@context': [examples, v2] }],
    ['a context of another scheme', { '@context': [v2, 'https ://not-a-url/contexts/example/v1'] }],
    ['a number as context', { '@context': [v2, 123192875] }],
    ['an id that is null', { id: null }],
    ['two ids', { id: ['did:example:a', 'did:example:b'] }],
    ['an id that is no URL', { id: 'not-a-url' }],
    ['two ids of a subject', { credentialSubject: { id: ['did:example:1', 'did:example:2'] } }],
    ['no type', { type: undefined }],
    ['another type only', { type: ['https://example.org/#A'] }],
    [
      'a type mapped to no URL',
      { '@context': [v2, { T: 'https ://not-a-url#T' }], type: ['VerifiableCredential', 'T'] },
    ],
    ['a type mapped nowhere', { type: ['VerifiableCredential', 'T'] }],
    ['a status without type', { credentialStatus: { id: 'did:example:status' } }],
    ['a number as type of a status', { credentialStatus: { id: 'did:example:status', type: 2 } }],
    [
      'two ids of a status',
      { credentialStatus: { type: 'https://e.org/#S', id: ['did:example:1', 'did:example:2'] } },
    ],
    ['an id of a status that is no URL', { credentialStatus: { type: 'https://e.org/#S', id: 'not-a-url' } }],
    ['terms without type', { termsOfUse: { id: 'did:example:terms/1' } }],
    ['evidence without type', { evidence: { id: 'did:example:evidence' } }],
    ['a service without type', { refreshService: { id: 'did:example:refresh' } }],
    ['a schema without type', { credentialSchema: { id: 'did:example:schemas/1' } }],
    ['a schema without id', { credentialSchema: { type: 'https://e.org/#S' } }],
    ['a number as id of a schema', { credentialSchema: { type: 'https://e.org/#S', id: 3 } }],
    ['no subject', { credentialSubject: undefined }],
    ['an empty subject', { credentialSubject: {} }],
    ['an empty subject beside another', { credentialSubject: [subject, {}] }],
    ['an issuer that is null', { issuer: null }],
    ['an issuer that is no URL', { issuer: 'not-a-url' }],
    ['an issuer with a null id', { issuer: { id: null } }],
    ['an issuer with an id that is no URL', { issuer: { id: 'not-a-url' } }],
    ['a begin that is no moment', { validFrom: '12/11/2020' }],
    ['an end that is no moment', { validUntil: '2020-12-11' }],
    ['an end before the begin', { validFrom: '2040-01-01T00:00:00Z', validUntil: '2020-01-01T00:00:00Z' }],
    ['more in a name', { name: { '@value': 'Example', '@language': 'en', url: 'did:example:name' } }],
    ['more in a description', { description: { '@value': 'Example', url: 'did:example:name' } }],
    ['a protected type redefined', { '@context': [v2, { VerifiableCredential: `${example}V` }] }],
    [
      'a protected term redefined',
      { '@context': [v2, { '@protected': true, T: `${example}T` }, { T: `${example}U` }] },
    ],
    ['resources that are texts', { relatedResource: [v2] }],
    [
      'a resource without id',
      { relatedResource: [{ digestMultibase: 'uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ' }] },
    ],
    ['a resource without digest', { relatedResource: [{ id: v2, mediaType: 'application/ld+json' }] }],
    [
      'a resource with a wrong digest',
      { relatedResource: [{ id: v2, digestMultibase: `u${'A'.repeat(43)}` }] },
    ],
  ])('%s', async (_name, change) => expect(await issue(suite, change)).toBe(400));
});

describe('a presentation by whoever runs the suite', () => {
  const local = createNodeSigner(generatePrivateJwk('EdDSA'));
  const did = didKeyFrom(local.publicJwk);
  const verificationMethod = didKeyMethodId(did);
  const tools = { signer: local, loadDocument: loadConformanceDocument };
  const credentialBy = (issuer: unknown) => ({
    '@context': [v2],
    type: ['VerifiableCredential'],
    validFrom: '2023-02-27T05:03:28Z',
    issuer,
    credentialSubject: subject,
  });
  /** As the suite does: every credential is signed with the key of the presentation, whoever it says it is by. */
  const present = async (change: object, credentials: readonly JsonObject[] = []) =>
    signPresentation(
      {
        presentation: {
          '@context': [v2],
          type: ['VerifiablePresentation'],
          verifiableCredential: await Promise.all(
            credentials.map((credential) =>
              issueDataIntegrity({ credential, verificationMethod, created: new Date() }, tools),
            ),
          ),
          ...change,
        },
        verificationMethod,
        challenge: 'u-challenge',
        domain: 'example.org',
        created: new Date(),
      },
      tools,
    );
  const verify = async (policy: string, verifiablePresentation: unknown) =>
    (
      await server.post(`/verifiers/${policy}/presentations/verify`, {
        verifiablePresentation,
        options: { checks: [] },
      })
    ).status;
  const foreign = credentialBy('did:example:issuer');

  it.each<[string, object, readonly JsonObject[]]>([
    ['no credentials', {}, []],
    ['an id', { id: 'urn:uuid:3978344f-8596-4c3a-a978-8fcaba3903c5' }, []],
    [
      'another type beside',
      {
        '@context': [v2, { ExamplePresentation: `${example}P` }],
        type: ['VerifiablePresentation', 'ExamplePresentation'],
      },
      [],
    ],
    ['more contexts', { '@context': [v2, examples] }, []],
    ['a credential that its holder issued', { holder: did }, [credentialBy(did)]],
    [
      'credentials that the presenter issued and signed, and no holder',
      {},
      [credentialBy(did), credentialBy(did)],
    ],
    ['a holder as object', { holder: { id: did } }, [credentialBy({ id: did })]],
  ])('with %s is taken by both', async (_name, change, credentials) => {
    const presentation = await present(change, credentials);
    expect([await verify('strict', presentation), await verify('proof-only', presentation)]).toEqual([
      200, 200,
    ]);
  });

  it.each<[string, object, readonly JsonObject[]]>([
    ['several credentials', {}, [foreign, foreign]],
    ['a holder', { holder: did }, [foreign]],
    ['a holder as object', { holder: { id: did } }, [foreign]],
  ])(
    'with %s by a key that is not their issuer’s is taken where the proof alone is asked',
    async (_name, change, credentials) => {
      const presentation = await present(change, credentials);
      expect([await verify('strict', presentation), await verify('proof-only', presentation)]).toEqual([
        400, 200,
      ]);
    },
  );

  it.each<[string, object, readonly JsonObject[]]>([
    ['a holder without id', { holder: {} }, []],
    ['a claim of its own and no holder', { verifiableCredential: [credentialBy(did)] }, []],
    [
      'a claim of its own and another holder',
      { holder: 'did:example:acme', verifiableCredential: [credentialBy(did)] },
      [],
    ],
  ])('with %s is taken by none', async (_name, change, credentials) => {
    const presentation = await present(change, credentials);
    expect([await verify('strict', presentation), await verify('proof-only', presentation)]).toEqual([
      400, 400,
    ]);
  });

  it('by another than the holder whom it names is not taken strictly', async () => {
    const presentation = await present({ holder: 'did:example:acme' }, [credentialBy(did)]);
    expect(await verify('strict', presentation)).toBe(400);
  });

  it('with a credential by another, said to be its holder’s, is not taken strictly', async () => {
    expect(await verify('strict', await present({ holder: did }, [credentialBy('did:example:acme')]))).toBe(
      400,
    );
  });

  it('is not taken when something in it was changed', async () => {
    const presentation = await present({ '@context': [v2, examples] });
    const proof = { ...presentation.proof, proofValue: 'z5nmMBw2u9TGKd9NxxHJtyZKgjN2Eh' };
    for (const changed of [
      { ...presentation, '@context': undefined },
      { ...presentation, '@context': [examples, v2] },
      { ...presentation, '@context': [v2, 'https://example.com'] },
      { ...presentation, '@context': [v2, 'https ://not-a-url/contexts/example/v1'] },
      { ...presentation, '@context': [v2, 123192875] },
      { ...presentation, proof },
      { type: ['NonconformingDocument'] },
    ])
      expect([await verify('strict', changed), await verify('proof-only', changed)]).toEqual([400, 400]);
  });

  it('may hold what the holder says of itself without a proof of its own', async () => {
    const unsecured = credentialBy(did);
    const signed = await present({ holder: did, verifiableCredential: [unsecured] });
    expect(await verify('strict', signed)).toBe(200);
    const other = await present({ holder: did, verifiableCredential: [foreign] });
    expect(await verify('proof-only', other)).toBe(400);
  });
});

describe.each(['application/jwt', 'application/vp+jwt'])(
  'the enveloped presentation of the suite as %s',
  (media) => {
    const envelope = {
      '@context': v2,
      type: 'EnvelopedVerifiablePresentation',
      id: `data:${media},${vector.vpJwt}`,
    };
    const verify = async (change: object, options: object = {}) =>
      Promise.all(
        ['strict', 'proof-only'].map(async (policy) => {
          const verifiablePresentation = { ...envelope, ...change };
          const path = `/verifiers/${policy}/presentations/verify`;
          return (await server.post(path, { verifiablePresentation, options })).status;
        }),
      );

    it('is taken by both, for its reader and nobody else', async () => {
      expect(await verify({})).toEqual([200, 200]);
      const { nonce: challenge, audience: domain } = vector;
      expect(await verify({}, { challenge, domain })).toEqual([200, 200]);
      expect(await verify({}, { challenge: 'other', domain })).toEqual([400, 400]);
      expect(await verify({}, { challenge, domain: 'other.example' })).toEqual([400, 400]);
    });

    it.each<[string, object]>([
      ['without context', { '@context': [] }],
      ['with another context', { '@context': [examples] }],
      ['that is no data: URL', { id: vector.vpJwt }],
      ['of another type', { type: ['VerifiablePresentation'] }],
    ])('%s is taken by none', async (_name, change) => expect(await verify(change)).toEqual([400, 400]));
  },
);
