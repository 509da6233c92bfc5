import { describe, expect, it } from 'vitest';
import { checkCredentialModel, checkPresentationModel } from '../../core/verify/index.ts';

const v2 = 'https://www.w3.org/ns/credentials/v2';
const v1 = 'https://www.w3.org/2018/credentials/v1';
const credential = {
  '@context': [v2],
  type: ['VerifiableCredential'],
  issuer: 'did:example:issuer',
  credentialSubject: { id: 'did:example:subject', name: 'Samira' },
};
const first = {
  '@context': [v1],
  type: ['VerifiableCredential'],
  issuer: 'did:example:issuer',
  issuanceDate: '2026-11-14T00:00:00',
  credentialSubject: { id: 'did:example:subject' },
};

describe('a credential of the data model may have', () => {
  it.each<[string, object]>([
    ['nothing more than it must', {}],
    ['an id', { id: 'urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33' }],
    ['types in any order or as URLs', { type: ['https://example.org/T', 'VerifiableCredential'] }],
    ['one type that is no list', { type: 'VerifiableCredential' }],
    ['more contexts, as objects too', { '@context': [v2, 'https://example.org/c', { '@vocab': 'urn:x#' }] }],
    ['an issuer with a name', { issuer: { id: 'https://issuer.example', name: [{ '@value': 'A' }] } }],
    ['several subjects', { credentialSubject: [{ id: 'did:example:a' }, { name: 'b' }] }],
    ['an end in the past', { validUntil: '2001-01-01T00:00:00Z' }],
    [
      'offsets and fractions',
      { validFrom: '2026-11-14T00:00:00.123+01:00', validUntil: '2026-11-14T00:00:00.5Z' },
    ],
    [
      'the same begin and end',
      { validFrom: '2026-11-14T01:00:00+01:00', validUntil: '2026-11-14T00:00:00Z' },
    ],
    ['a status without id', { credentialStatus: { type: 'ExampleStatus' } }],
    [
      'several schemas',
      { credentialSchema: [1, 2].map((n) => ({ id: `https://example.org/${n}`, type: 'S' })) },
    ],
    [
      'several services, terms, evidence',
      {
        refreshService: { type: 'R' },
        termsOfUse: [{ type: 'T' }, { type: 'T' }],
        evidence: [{ type: ['E'] }],
      },
    ],
    ['words in a language', { name: { '@value': 'x', '@language': 'nl' }, description: 'y' }],
    [
      'related resources',
      {
        relatedResource: [
          { id: v2, digestSRI: 'sha384-x' },
          { id: v1, digestMultibase: 'ux' },
        ],
      },
    ],
  ])('%s', (_name, change) => expect(checkCredentialModel({ ...credential, ...change })).toEqual([]));
});

describe('a credential of the data model may not have', () => {
  it.each<[string, object]>([
    ['an id that is null', { id: null }],
    ['two ids', { id: ['urn:a:b', 'urn:c:d'] }],
    ['an id that is no URL', { id: 'not-a-url' }],
    ['no subject', { credentialSubject: undefined }],
    ['an empty subject', { credentialSubject: {} }],
    ['no subjects', { credentialSubject: [] }],
    ['an empty subject beside another', { credentialSubject: [{ id: 'did:example:a' }, {}] }],
    ['a subject with two ids', { credentialSubject: { id: ['did:example:a', 'did:example:b'] } }],
    ['a subject that is text', { credentialSubject: 'did:example:a' }],
    ['an issuer that is null', { issuer: null }],
    ['an issuer that is a number', { issuer: 4 }],
    ['two issuers', { issuer: ['did:example:a', 'did:example:b'] }],
    ['an issuer that is no URL', { issuer: 'me' }],
    ['an issuer whose id is null', { issuer: { id: null } }],
    ['no type', { type: undefined }],
    ['no types', { type: [] }],
    ['another type only', { type: ['https://example.org/T'] }],
    ['a type that is a number', { type: ['VerifiableCredential', 4] }],
    ['no context', { '@context': undefined }],
    ['another context first', { '@context': ['https://example.org/c', v2] }],
    ['a number as context', { '@context': [v2, 4] }],
    ['a bad URL as context', { '@context': [v2, 'https ://example.org'] }],
    ['null as context, which would undo the others', { '@context': [v2, null] }],
    ['a begin that is a date only', { validFrom: '2026-11-14' }],
    ['a begin without offset', { validFrom: '2026-11-14T00:00:00' }],
    ['a begin on a day that is none', { validFrom: '2026-02-30T00:00:00Z' }],
    ['a begin that is null', { validFrom: null }],
    ['an end that is a number', { validUntil: 2026 }],
    ['an end before its begin', { validFrom: '2026-11-14T00:00:01Z', validUntil: '2026-11-14T00:00:00Z' }],
    ['a status without type', { credentialStatus: { id: 'urn:a:b' } }],
    ['a status whose type is a number', { credentialStatus: { type: 4 } }],
    ['a status with two ids', { credentialStatus: { type: 'S', id: ['urn:a:b'] } }],
    ['a status that is no URL', { credentialStatus: { type: 'S', id: 'x' } }],
    ['terms without type', { termsOfUse: [{ type: 'T' }, { id: 'urn:a:b' }] }],
    ['evidence without type', { evidence: {} }],
    ['a service without type', { refreshService: { id: 'urn:a:b' } }],
    ['a schema without type', { credentialSchema: { id: 'urn:a:b' } }],
    ['a schema without id', { credentialSchema: { type: 'JsonSchema' } }],
    ['a schema whose id is no URL', { credentialSchema: { type: 'JsonSchema', id: 'x' } }],
    ['words with other keys', { name: { '@value': 'x', '@id': 'urn:a:b' } }],
    ['words with other keys in a list', { description: [{ '@value': 'x' }, { '@value': 'y', url: 'z' }] }],
    ['words that are a number', { name: 4 }],
    ['related resources as texts', { relatedResource: [v2] }],
    ['a related resource without id', { relatedResource: { digestSRI: 'sha384-x' } }],
    [
      'a related resource twice',
      {
        relatedResource: [
          { id: v2, digestSRI: 'a' },
          { id: v2, digestSRI: 'b' },
        ],
      },
    ],
    ['a related resource without digest', { relatedResource: [{ id: v2 }] }],
    ['a proof that is null', { proof: null }],
    ['no proofs in proof', { proof: [] }],
  ])('%s', (_name, change) =>
    expect(
      checkCredentialModel(JSON.parse(JSON.stringify({ ...credential, ...change }))).length,
    ).toBeGreaterThan(0),
  );

  it.each([[undefined], [null], [[]], ['x'], [4], [{}]])('the form of %j', (value) =>
    expect(checkCredentialModel(value).length).toBeGreaterThan(0),
  );
});

describe('version 1.1 of the data model', () => {
  it('has a date of issue, with or without offset', () => {
    expect(checkCredentialModel(first)).toEqual([]);
    expect(checkCredentialModel({ ...first, issuanceDate: '2026-11-14T00:00:00Z' })).toEqual([]);
    const { issuanceDate: _, ...undated } = first;
    expect(checkCredentialModel(undated)).toEqual(['issuanceDate is no moment.']);
    expect(checkCredentialModel({ ...first, issuanceDate: { toString: 1 } })).toHaveLength(1);
  });

  it('does not end before it begins', () => {
    expect(checkCredentialModel({ ...first, expirationDate: '2026-11-13T00:00:00Z' })).toEqual([
      'expirationDate comes before issuanceDate.',
    ]);
  });
});

describe('a presentation of the data model', () => {
  const presentation = { '@context': [v2], type: ['VerifiablePresentation'] };

  it.each<[string, object]>([
    ['no credentials', {}],
    ['a holder as text', { holder: 'did:example:a' }],
    ['a holder as object', { holder: { id: 'did:example:a' } }],
    ['several credentials', { verifiableCredential: [credential, first] }],
  ])('may have %s', (_name, change) =>
    expect(checkPresentationModel({ ...presentation, ...change })).toEqual([]),
  );

  it.each<[string, object]>([
    ['no type', { type: [] }],
    ['another first context', { '@context': ['https://example.org/c'] }],
    ['a number as context', { '@context': [v2, 4] }],
    ['a holder without id', { holder: {} }],
    ['a text as credential', { verifiableCredential: ['eyJ'] }],
    ['a credential that is none', { verifiableCredential: [credential, {}] }],
  ])('may not have %s', (_name, change) =>
    expect(checkPresentationModel({ ...presentation, ...change }).length).toBeGreaterThan(0),
  );
});
