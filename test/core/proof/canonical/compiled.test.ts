import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadDocument } from '../../../../contexts/index.ts';
import example from '../../../../contexts/kluscv/v1.example.json' with { type: 'json' };
import {
  canonicalizationCounts,
  canonize,
  canonizeByLibrary,
  canonizeCompiled,
  prepareTables,
  withoutCompiledCanonicalization,
} from '../../../../core/proof/canonical/index.ts';
import { writeDouble } from '../../../../core/proof/canonical/literals.ts';
import type { JsonObject } from '../../../../core/strict-json.ts';
import { baseDocuments } from '../../../fuzz/canonical/base-documents.ts';
import { compare } from '../../../fuzz/canonical/compare.ts';
import { compareChoices } from '../../../fuzz/canonical/compare-choices.ts';
import { choiceOf, documentOf } from '../../../fuzz/canonical/run.ts';

const compiled = async (document: object): Promise<string | undefined> => {
  await prepareTables(document);
  return canonizeCompiled(document)?.join('');
};

describe('the compiled path', () => {
  test('covers what the product signs, and gives the bytes of the library', async () => {
    for (const document of baseDocuments.slice(0, 8)) {
      const text = await compiled(document);
      expect(text, JSON.stringify(document)).toBeDefined();
      expect(text).toBe(await canonizeByLibrary(document, { loadDocument }));
    }
  });

  test('writes by hand what anybody can check', async () => {
    const document = {
      '@context': 'https://kluscv.nl/ns/v1',
      name: 'A "name"\nin two lines',
      hours: 702.25,
      gigs: 3,
      birthDate: '1994-06-21',
      labelNl: 'één',
    };
    expect(await compiled(document)).toBe(
      [
        '_:c14n0 <http://www.w3.org/2004/02/skos/core#prefLabel> "één"@nl .',
        '_:c14n0 <https://kluscv.nl/ns/v1#gigs> "3"^^<http://www.w3.org/2001/XMLSchema#integer> .',
        '_:c14n0 <https://kluscv.nl/ns/v1#hours> "7.0225E2"^^<http://www.w3.org/2001/XMLSchema#double> .',
        '_:c14n0 <https://schema.org/birthDate> "1994-06-21"^^<http://www.w3.org/2001/XMLSchema#date> .',
        '_:c14n0 <https://schema.org/name> "A \\"name\\"\\nin two lines" .',
        '',
      ].join('\n'),
    );
  });

  test('gives the same bytes as the library, or nothing, whatever the document (fuzz: npm run fuzz -- --canonical)', async () => {
    let same = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 32 - 1 }), async (seed) => {
        const comparison = await compare(await documentOf(seed));
        if (comparison.outcome === 'same') same += 1;
        expect(comparison).not.toHaveProperty('what');
      }),
      { numRuns: 1_000 },
    );
    expect(same).toBeGreaterThan(400);
  }, 60_000);

  test('writes the members of an element in any order, and goes on after more orders than are kept', async () => {
    const { credentialSubject: subject, ...envelope } = example;
    const members = Object.entries(subject);
    const expected = await canonizeByLibrary(example, { loadDocument });
    await prepareTables(example);
    for (let times = 0; times < 1_000; times += 1) {
      // Each turn another order: a step that is prime to the number of members meets them all.
      const step = 1 + (times % (members.length - 1));
      const start = Math.floor(times / members.length);
      const order = members.map((_, index) => (start + index * step) % members.length);
      const ordered = [...new Set(order), ...members.keys()].flatMap((index) => members.at(index) ?? []);
      const shuffled: Record<string, unknown> = {};
      for (let index = 0; index < ordered.length; index += 2)
        shuffled[String(ordered[index])] = ordered[index + 1];
      const parts = canonizeCompiled({ ...envelope, credentialSubject: shuffled });
      expect(parts?.join(''), `order ${times}`).toBe(expected);
    }
  });

  test('refuses a name that no context knows, and two members for one id, wherever others of the same names were taken', async () => {
    await prepareTables(example);
    expect(canonizeCompiled(example)).toBeDefined();
    const { credentialSubject: subject, ...envelope } = example;
    for (const more of [{ unheard: 1 }, { '@id': 'urn:x:1' }, { '': 'x' }, { '@type': 'Thing' }])
      expect(canonizeCompiled({ ...envelope, credentialSubject: { ...subject, ...more } })).toBeUndefined();
    expect(canonizeCompiled(example)).toBeDefined();
  });

  test('takes leaves that say the same, as two reviews may, and gives the bytes of the library', async () => {
    const { credentialSubject: subject, ...envelope } = example;
    const review = { reviewBody: 'Top!', datePublished: '2026-10', reviewerRole: 'client' };
    for (const times of [2, 3, 50]) {
      const reviews = [...subject.reviews, ...Array.from({ length: times }, () => review)];
      const clients = [...subject.clients, { name: 'x' }, { name: 'x' }];
      const document = { ...envelope, credentialSubject: { ...subject, reviews, clients } };
      const text = await compiled(document);
      expect(text).toBe(await canonizeByLibrary(document, { loadDocument }));
    }
  });

  const { credentialSubject: subject, ...envelope } = example;
  const withSubject = (changes: object) => ({ ...envelope, credentialSubject: { ...subject, ...changes } });
  const ofVersion1 = (changes: object) => ({
    '@context': ['https://www.w3.org/2018/credentials/v1'],
    type: 'VerifiableCredential',
    issuer: 'did:example:1',
    issuanceDate: '2023-01-01T00:00:00Z',
    ...changes,
  });
  const deep = (levels: number): object => {
    let rating: object = { ratingValue: 4.5 };
    for (let level = 0; level < levels; level += 1) rating = { ratingCount: level, rating };
    return { rating };
  };
  const options = (changes: object) => ({
    '@context': example['@context'],
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    proofPurpose: 'assertionMethod',
    ...changes,
  });

  test.each<[string, object]>([
    ['a credential of version 1', ofVersion1({ issuer: { id: 'did:example:1' } })],
    ['the options of a proof', options({})],
    ['a tree that is just deep enough', withSubject(deep(22))],
  ])('takes %s', async (_what, document) => {
    expect(await compiled(document)).toBe(await canonizeByLibrary(document, { loadDocument }));
  });
  test.each<[string, object]>([
    ['a context that is not pinned', { ...example, '@context': [...example['@context'], 'urn:x'] }],
    ['an embedded context', { ...example, '@context': [...example['@context'], { x: 'urn:x' }] }],
    [
      'nine contexts',
      { ...example, '@context': [...example['@context'], ...Array(7).fill(example['@context'][1])] },
    ],
    ['no context', envelope.credentialSchema],
    ['a context inside', withSubject({ '@context': 'https://kluscv.nl/ns/v1' })],
    ['a term that is not known', withSubject({ unknown: 1 })],
    ['a type that is not known', { ...example, type: ['VerifiableCredential', 'Unknown'] }],
    ['a type that is the name of a keyword', { ...example, type: ['VerifiableCredential', 'id'] }],
    ['an empty list of types', { ...example, type: [] }],
    ['a text where only terms say something', options({ proofPurpose: 'unheard' })],
    ['an equal term', options({ proofPurpose: ['assertionMethod', 'assertionMethod'] })],
    [
      'an object that JSON does not give',
      withSubject({
        rating: Object.create({ ratingValue: 4.5 }, { ratingValue: { value: 4, enumerable: true } }),
      }),
    ],
    ['a document that JSON does not give', Object.assign(Object.create(null), example)],
    ['a keyword', withSubject({ '@id': 'urn:x' })],
    ['a value object', withSubject({ name: { '@value': 'x' } })],
    ['a list object', withSubject({ name: { '@list': ['x'] } })],
    ['null', withSubject({ name: null })],
    ['an empty list', withSubject({ name: [] })],
    ['a list in a list', withSubject({ name: [['x']] })],
    ['an empty object', withSubject({ rating: {} })],
    ['a relative id', withSubject({ id: '#me' })],
    ['a blank id', withSubject({ id: '_:b0' })],
    ['an id in a list', withSubject({ id: ['urn:x:1'] })],
    ['a compact id', ofVersion1({ id: 'cred:x' })],
    ['a compact id of a reference', ofVersion1({ issuer: { id: 'cred:x' } })],
    [
      'what only the node around may have, beside an id',
      ofVersion1({ issuer: { issuanceDate: '2023-01-01T00:00:00Z', id: 'did:example:1' } }),
    ],
    ['an id beyond ASCII', withSubject({ id: 'urn:é' })],
    [
      'an id twice',
      withSubject({
        clients: [
          { id: 'urn:x', gigs: 1 },
          { id: 'urn:x', gigs: 2 },
        ],
      }),
    ],
    ['equal values', withSubject({ name: ['x', 'x'] })],
    [
      'equal blank nodes of two parents',
      withSubject({
        clients: [
          { name: 'x', rating: { ratingValue: 4.5 } },
          { name: 'y', rating: { ratingValue: 4.5 } },
        ],
      }),
    ],
    [
      'equal blank nodes with nodes of their own',
      withSubject({
        clients: [
          { name: 'x', rating: { ratingValue: 4.5 } },
          { name: 'x', rating: { ratingValue: 3.5 } },
        ],
      }),
    ],
    ['a control sign', withSubject({ name: 'a\u0001b' })],
    ['half a letter', withSubject({ name: 'a\ud800b' })],
    ['minus zero', withSubject({ gigs: -0 })],
    ['a number beyond exactness', withSubject({ gigs: 2 ** 53 })],
    ['a number with an exponent', withSubject({ hours: 1e-7 })],
    ['a number that is none', withSubject({ hours: Number.NaN })],
    ['a member named __proto__', JSON.parse(JSON.stringify(example).replace('"platform"', '"__proto__"'))],
    ['a graph', { ...example, proof: { type: 'DataIntegrityProof' } }],
    [
      'JSON as a value',
      { ...example, credentialSchema: { id: 'urn:x', type: 'JsonSchema', jsonSchema: {} } },
    ],
    ['a date where a node would be', withSubject({ birthDate: { gigs: 1 } })],
    [
      'more lines before the place of another than any KlusCV has',
      withSubject({ name: Array.from({ length: 600 }, (_, index) => `${1000 - index}`).concat('7') }),
    ],
    ['only an id', { '@context': example['@context'], id: 'urn:x' }],
    ['a tree that is too deep', withSubject(deep(23))],
  ])('leaves to the library: %s', async (_what, document) => {
    expect(await compiled(document)).toBeUndefined();
  });

  test('is used with the pinned contexts alone, and can be turned off', async () => {
    const counted = async (options: Parameters<typeof canonize>[1]): Promise<string> => {
      const before = canonicalizationCounts();
      await canonize(example, options);
      const after = canonicalizationCounts();
      return `${after.compiled - before.compiled} ${after.library - before.library}`;
    };
    expect(await counted({ loadDocument })).toBe('1 0');
    expect(await counted({ loadDocument, compiled: false })).toBe('0 1');
    expect(await counted({ loadDocument, hash: 'sha384' })).toBe('0 1');
    expect(await counted({ loadDocument: withoutCompiledCanonicalization(loadDocument) })).toBe('0 1');
  });
});

describe('statements chosen from the tables', () => {
  test('are those of the primitives, in their order and under their labels', async () => {
    let same = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 32 - 1 }), async (seed) => {
        const { document, mandatory, selective } = await choiceOf(seed);
        const comparison = await compareChoices(document, mandatory, selective);
        if (comparison.outcome === 'same') same += 1;
        expect(comparison).not.toHaveProperty('what');
      }),
      { numRuns: 300 },
    );
    expect(same).toBeGreaterThan(30);
  }, 60_000);

  test('cover a whole KlusCV, pointers through longer lists included', async () => {
    const mandatory = ['/issuer', '/credentialStatus/1', '/credentialSubject/platform'];
    const selective = ['/credentialSubject/hoursByYear/2/hours', '/credentialSubject/rating'];
    expect(await compareChoices(example, mandatory, selective)).toEqual({ outcome: 'same' });
  });

  const kluscv = ['https://kluscv.nl/ns/v1'];
  const version1 = ['https://www.w3.org/2018/credentials/v1'];
  const dataIntegrity = ['https://w3id.org/security/data-integrity/v2'];
  const inSet = { keyAgreement: { id: 'urn:x:1', DataIntegrityProof: 'x' } };
  test.each<[string, JsonObject, string]>([
    [
      'a node where the term says a language',
      { '@context': kluscv, labelNl: { gigs: 1 }, rating: 'x' },
      '/labelNl',
    ],
    [
      'a type whose term says how values are read',
      {
        '@context': version1,
        type: 'Ed25519Signature2018',
        proofValue: { type: ['proofPurpose'], nonce: 'x' },
      },
      '/proofValue',
    ],
    [
      'a type whose IRI has a prefix for its scheme',
      { '@context': version1, type: 'Ed25519Signature2018', RsaSignature2018: { type: 'jws', nonce: 'x' } },
      '/type',
    ],
    [
      'one value where the term makes a list',
      { '@context': dataIntegrity, type: 'DataIntegrityProof', proofPurpose: inSet },
      '/proofPurpose/keyAgreement/id',
    ],
  ])(
    'are left to the primitives where compaction gives another shape: %s',
    async (_what, document, pointer) => {
      expect(await compareChoices(document, [pointer], [])).toEqual({ outcome: 'left to the library' });
    },
  );
});

describe('an xsd:double', () => {
  const byLibrary = (value: number): string => value.toExponential(15).replace(/(\d)0*e\+?/, '$1E');

  test('of few digits is written without rounding, and is what rounding gives', () => {
    const decimal = fc
      .tuple(
        fc.integer({ min: 1, max: 2_000_000 }),
        fc.integer({ min: 1, max: 999_999_999 }),
        fc.integer({ min: 1, max: 9 }),
      )
      .map(([whole, part, places]) =>
        Number(`${whole % 10 ** (1 + (part % 7))}.${String(part).padStart(9, '0').slice(0, places)}`),
      );
    const quarter = fc.maxSafeNat().map((count) => count / 4);
    fc.assert(
      fc.property(fc.oneof(decimal, quarter, fc.double({ min: 0, max: 1e6, noNaN: true })), (value) => {
        const text = String(value);
        fc.pre(text.includes('.') && !text.includes('e'));
        expect(writeDouble(value, text)).toBe(byLibrary(value));
        expect(writeDouble(-value, `-${text}`)).toBe(byLibrary(-value));
      }),
      { numRuns: 20_000 },
    );
  });

  test.each([
    [8.7],
    [9.7],
    [7.999999999999],
    [64.1],
    [99.99],
    [511.99],
    [512.01],
    [8191.99],
    [65535.9],
    [524287.9],
    [524288.25],
    [702.25],
    [512.75],
    [99999999999999.5],
    [1234567890123.75],
    [12345678901234.75],
    [2 ** 50 + 0.25],
  ])('of %d', (value) => expect(writeDouble(value, String(value))).toBe(byLibrary(value)));
});
