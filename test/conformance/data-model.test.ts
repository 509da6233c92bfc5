import { describe, expect, it } from 'vitest';
import { loadConformanceDocument } from '../../cli/conformance/load-document.ts';
import { fromBase64Url, toBase64Url } from '../../core/bytes.ts';
import { toBase58 } from '../../core/keys/index.ts';
import type { EnvelopeKind } from '../../core/verify/checks/data-model/envelope.ts';
import {
  checkCredentialModel,
  checkEnvelope,
  checkHolderClaims,
  checkPresentationModel,
  checkTerms,
  type ModelCode,
  type ModelProblems,
} from '../../core/verify/index.ts';

const v2 = 'https://www.w3.org/ns/credentials/v2';
const v1 = 'https://www.w3.org/2018/credentials/v1';
// VCDM 2.0 appendix B.1: what W3C publishes of its own context.
const digestSRI = 'sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU';
const digestMultibase = 'uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ';
const codesOf = (problems: ModelProblems): readonly ModelCode[] => problems.map(({ code }) => code);
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
    ['words from right to left', { name: { '@value': 'x', '@direction': 'rtl' } }],
    ['words from left to right', { name: { '@value': 'x', '@language': 'nl', '@direction': 'ltr' } }],
    ['words in a language', { name: { '@value': 'x', '@language': 'nl' }, description: 'y' }],
    [
      'related resources',
      {
        relatedResource: [
          { id: v2, digestSRI, mediaType: 'application/ld+json' },
          { id: 'https://example.org/elsewhere', digestMultibase },
        ],
      },
    ],
  ])('%s', (_name, change) => expect(checkCredentialModel({ ...credential, ...change })).toEqual([]));
});

describe('a credential of the data model may not have', () => {
  it.each<[string, ModelCode, object]>([
    ['an id that is null', 'id_not_url', { id: null }],
    ['two ids', 'id_not_url', { id: ['urn:a:b', 'urn:c:d'] }],
    ['an id with a space in it', 'id_not_url', { id: 'https://example.org/a b' }],
    ['an id with letters that no URL has', 'id_not_url', { id: 'https://example.org/<a>' }],
    ['an id that is a scheme alone', 'id_not_url', { id: 'https://' }],
    ['an issuer with a name that is a number', 'words_form', { issuer: { id: 'did:example:a', name: 4 } }],
    ['evidence with no types', 'member_type', { evidence: { type: [] } }],
    ['evidence with an empty type', 'member_type', { evidence: { type: '' } }],
    ['an id that is no URL', 'id_not_url', { id: 'not-a-url' }],
    ['no subject', 'subject_missing', { credentialSubject: undefined }],
    ['an empty subject', 'subject_empty', { credentialSubject: {} }],
    ['no subjects', 'subject_missing', { credentialSubject: [] }],
    [
      'an empty subject beside another',
      'subject_empty',
      { credentialSubject: [{ id: 'did:example:a' }, {}] },
    ],
    [
      'a subject with two ids',
      'id_not_url',
      { credentialSubject: { id: ['did:example:a', 'did:example:b'] } },
    ],
    ['a subject that is text', 'subject_empty', { credentialSubject: 'did:example:a' }],
    ['an issuer that is null', 'issuer_form', { issuer: null }],
    ['an issuer that is a number', 'issuer_form', { issuer: 4 }],
    ['two issuers', 'issuer_form', { issuer: ['did:example:a', 'did:example:b'] }],
    ['an issuer that is no URL', 'issuer_form', { issuer: 'me' }],
    ['an issuer whose id is null', 'issuer_form', { issuer: { id: null } }],
    ['no type', 'type_missing', { type: undefined }],
    ['no types', 'type_required', { type: [] }],
    ['another type only', 'type_required', { type: ['https://example.org/T'] }],
    ['a type that is a number', 'type_not_text', { type: ['VerifiableCredential', 4] }],
    ['no context', 'context_missing', { '@context': undefined }],
    ['another context first', 'context_first', { '@context': ['https://example.org/c', v2] }],
    ['a number as context', 'context_item', { '@context': [v2, 4] }],
    ['a bad URL as context', 'context_item', { '@context': [v2, 'https ://example.org'] }],
    ['null as context, which would undo the others', 'context_item', { '@context': [v2, null] }],
    ['a begin that is a date only', 'period_form', { validFrom: '2026-11-14' }],
    ['a begin without offset', 'period_form', { validFrom: '2026-11-14T00:00:00' }],
    ['a begin on a day that is none', 'period_form', { validFrom: '2026-02-30T00:00:00Z' }],
    ['a begin that is null', 'period_form', { validFrom: null }],
    ['an end that is a number', 'period_form', { validUntil: 2026 }],
    [
      'an end before its begin',
      'period_order',
      { validFrom: '2026-11-14T00:00:01Z', validUntil: '2026-11-14T00:00:00Z' },
    ],
    ['a status without type', 'member_type', { credentialStatus: { id: 'urn:a:b' } }],
    ['a status whose type is a number', 'member_type', { credentialStatus: { type: 4 } }],
    ['a status with two ids', 'id_not_url', { credentialStatus: { type: 'S', id: ['urn:a:b'] } }],
    ['a status that is no URL', 'id_not_url', { credentialStatus: { type: 'S', id: 'x' } }],
    ['terms without type', 'member_type', { termsOfUse: [{ type: 'T' }, { id: 'urn:a:b' }] }],
    ['evidence without type', 'member_type', { evidence: {} }],
    ['a service without type', 'member_type', { refreshService: { id: 'urn:a:b' } }],
    ['a schema without type', 'member_type', { credentialSchema: { id: 'urn:a:b' } }],
    ['a schema without id', 'schema_id', { credentialSchema: { type: 'JsonSchema' } }],
    ['a schema whose id is no URL', 'id_not_url', { credentialSchema: { type: 'JsonSchema', id: 'x' } }],
    ['words with other keys', 'words_form', { name: { '@value': 'x', '@id': 'urn:a:b' } }],
    [
      'words with other keys in a list',
      'words_form',
      { description: [{ '@value': 'x' }, { '@value': 'y', url: 'z' }] },
    ],
    ['words that are a number', 'words_form', { name: 4 }],
    ['related resources as texts', 'resource_form', { relatedResource: [v2] }],
    ['a related resource without id', 'resource_id', { relatedResource: { digestSRI } }],
    [
      'a related resource twice',
      'resource_twice',
      {
        relatedResource: [
          { id: v2, digestSRI },
          { id: v2, digestMultibase },
        ],
      },
    ],
    ['a related resource without digest', 'resource_digest_missing', { relatedResource: [{ id: v2 }] }],
    ['a proof that is null', 'member_form', { proof: null }],
    ['no proofs in proof', 'proof_empty', { proof: [] }],
  ])('%s', (_name, code, change) => {
    const document = JSON.parse(JSON.stringify({ ...credential, ...change }));
    expect(codesOf(checkCredentialModel(document))).toContain(code);
  });

  it.each([[undefined], [null], [[]], ['x'], [4]])('the form of %j', (value) =>
    expect(codesOf(checkCredentialModel(value))).toEqual(['not_an_object']),
  );

  it('several things at once without each being named', () => {
    const codes = ['context_missing', 'type_missing', 'issuer_form', 'subject_missing'];
    expect(codesOf(checkCredentialModel({}))).toEqual(codes);
  });

  it('the members of a presentation', () => {
    const mixed = { ...credential, holder: 'did:example:a', verifiableCredential: [] };
    expect(codesOf(checkCredentialModel(mixed))).toEqual(['credential_form']);
    expect(checkCredentialModel({ ...credential, holder: 'did:example:a' })).toEqual([]);
    expect(checkCredentialModel({ ...credential, verifiableCredential: [] })).toEqual([]);
  });

  it.each([['confidenceMethod'], ['renderMethod']])('a %s without type (section 5.10)', (name) =>
    expect(codesOf(checkCredentialModel({ ...credential, [name]: { id: 'urn:x:y' } }))).toEqual([
      'member_type',
    ]),
  );

  it.each([
    ['@value', 4],
    ['@language', 4],
    ['@direction', 'up'],
  ])('words whose %s is %j', (name, value) =>
    expect(codesOf(checkCredentialModel({ ...credential, name: { '@value': 'x', [name]: value } }))).toEqual([
      'words_form',
    ]),
  );

  it('a text in the place of a typed object', () =>
    expect(codesOf(checkCredentialModel({ ...credential, evidence: 'x' }))).toEqual(['member_form']));

  it('a problem without its section being named', () => {
    for (const { section } of checkCredentialModel({})) expect(section).toMatch(/^4\.\d/);
  });
});

describe('version 1.1 of the data model', () => {
  it('has a date of issue, with or without offset', () => {
    expect(checkCredentialModel(first)).toEqual([]);
    expect(checkCredentialModel({ ...first, issuanceDate: '2026-11-14T00:00:00Z' })).toEqual([]);
    const { issuanceDate: _, ...undated } = first;
    expect(checkCredentialModel(undated)).toMatchObject([
      { code: 'period_form', message: 'issuanceDate is no moment.' },
    ]);
    expect(checkCredentialModel({ ...first, issuanceDate: { toString: 1 } })).toHaveLength(1);
  });

  it('has no rules for words and related resources', () => {
    const worded = { ...first, name: 4, relatedResource: 'x', issuer: { id: 'did:example:a', name: 4 } };
    expect(checkCredentialModel(worded)).toEqual([]);
  });

  it('is told by its own sections', () => {
    const [old] = checkCredentialModel({ ...first, issuanceDate: 'x' });
    const [newer] = checkCredentialModel({ ...credential, validFrom: 'x' });
    expect([old?.section, newer?.section]).toEqual(['4.6 of 1.1', '4.9']);
  });

  it('does not end before it begins', () => {
    expect(checkCredentialModel({ ...first, expirationDate: '2026-11-13T00:00:00Z' })).toMatchObject([
      { code: 'period_order', message: 'expirationDate comes before issuanceDate.' },
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

  const envelope = {
    '@context': v2,
    type: 'EnvelopedVerifiableCredential',
    id: 'data:application/vc+jwt,eyJ',
  };
  it('may have enveloped credentials', () =>
    expect(checkPresentationModel({ ...presentation, verifiableCredential: [envelope] })).toEqual([]));

  it.each<[string, ModelCode, object]>([
    ['no type', 'type_required', { type: [] }],
    ['another type only', 'type_required', { type: ['https://example.org/T'] }],
    ['no context', 'context_missing', { '@context': undefined }],
    ['another first context', 'context_first', { '@context': ['https://example.org/c'] }],
    ['a number as context', 'context_item', { '@context': [v2, 4] }],
    ['an id that is no URL', 'id_not_url', { id: 'x' }],
    ['a holder without id', 'holder_form', { holder: {} }],
    ['a holder that is no URL', 'holder_form', { holder: 'me' }],
    ['a holder that is null', 'holder_form', { holder: null }],
    ['null as credential', 'not_an_object', { verifiableCredential: [null] }],
    ['a text as credential', 'not_an_object', { verifiableCredential: ['eyJ'] }],
    ['a credential that is none', 'context_missing', { verifiableCredential: [credential, {}] }],
    [
      'a credential with a wrong period',
      'period_form',
      { verifiableCredential: { ...credential, validFrom: 'x' } },
    ],
    [
      'an envelope that is no data: URL',
      'envelope_id',
      { verifiableCredential: { ...envelope, id: 'urn:x:y' } },
    ],
    ['terms without type', 'member_type', { termsOfUse: { id: 'urn:x:y' } }],
    ['a proof without type', 'member_type', { proof: {} }],
    ['no proofs in proof', 'proof_empty', { proof: [] }],
  ])('may not have %s', (_name, code, change) =>
    expect(codesOf(checkPresentationModel({ ...presentation, ...change }))).toContain(code),
  );

  it.each([[undefined], [null], [[]], ['x'], [4]])('may not be %j', (value) =>
    expect(codesOf(checkPresentationModel(value))).toEqual(['not_an_object']),
  );
});

describe('a digest of a related resource (section 5.3)', () => {
  const check = (relatedResource: object) =>
    codesOf(checkCredentialModel({ ...credential, relatedResource: { id: v2, ...relatedResource } }));
  const hash = fromBase64Url(digestMultibase.slice(1)) ?? new Uint8Array();
  const multihashOf = (...bytes: readonly number[]) => ({
    digestMultibase: `u${toBase64Url(Uint8Array.from(bytes))}`,
  });
  const multihash = 'uEiBZlVztZpfWHgPyslVv6-UwirFoQoRvW1htfx963sknNA';

  it.each<[string, object]>([
    ['as W3C publishes it, SHA-384', { digestSRI }],
    ['SHA-256 as the suites write it', { digestMultibase }],
    ['SHA-256 as a multihash', { digestMultibase: multihash }],
    ['SHA-256 in base58', { digestMultibase: `z${toBase58(hash)}` }],
    ['a multihash in base58', { digestMultibase: `z${toBase58(Uint8Array.of(0x12, 0x20, ...hash))}` }],
    ['both', { digestSRI, digestMultibase }],
    ['a weaker one beside it that nobody looks at', { digestSRI: `sha256-${'A'.repeat(43)}= ${digestSRI}` }],
  ])('may be %s', (_name, resource) => expect(check(resource)).toEqual([]));

  it.each<[string, ModelCode, object]>([
    ['of another document', 'resource_digest_wrong', { digestSRI: digestSRI.replace('l/H', 'l/X') }],
    ['of another document, multibase', 'resource_digest_wrong', { digestMultibase: `u${'A'.repeat(43)}` }],
    [
      'right once and wrong once',
      'resource_digest_wrong',
      { digestSRI, digestMultibase: `u${'A'.repeat(43)}` },
    ],
    ['in hexadecimal', 'resource_digest_missing', { digestSRI: `sha256-${'ab'.repeat(32)}` }],
    ['of an unknown algorithm', 'resource_digest_missing', { digestSRI: `md5-${'A'.repeat(22)}` }],
    ['too short', 'resource_digest_missing', { digestSRI: 'sha384-AAAA' }],
    ['empty', 'resource_digest_missing', { digestSRI: '' }],
    ['without its letter', 'resource_digest_missing', { digestMultibase: digestMultibase.slice(1) }],
    ['in another base', 'resource_digest_missing', { digestMultibase: `m${digestMultibase.slice(1)}` }],
    ['in base58 under another letter', 'resource_digest_missing', { digestMultibase: `m${toBase58(hash)}` }],
    ['a number', 'resource_digest_missing', { digestMultibase: 4 }],
    ['a number, SRI', 'resource_digest_missing', { digestSRI: 4 }],
    [
      'a book',
      'resource_digest_missing',
      { digestSRI: Array.from({ length: 30 }, () => digestSRI).join(' ') },
    ],
    ['of another length than it says', 'resource_digest_missing', multihashOf(0x12, 0x21, ...hash)],
    ['cut off', 'resource_digest_missing', multihashOf(0x12, 0x20, ...hash.subarray(1))],
    ['longer than it says', 'resource_digest_missing', multihashOf(0x12, 0x20, ...hash, 0)],
    ['of an unknown hash', 'resource_digest_missing', multihashOf(0x1b, 0x20, ...hash)],
  ])('may not be %s', (_name, code, resource) => expect(check(resource)).toEqual([code]));
});

describe('the words of a document (sections 4.3, 4.5 and 5.2)', () => {
  const examples = 'https://www.w3.org/ns/credentials/examples/v2';
  const check = async (change: object) =>
    codesOf(await checkTerms({ ...credential, ...change }, loadConformanceDocument));

  it.each<[string, object]>([
    ['defined by the data model', {}],
    ['types that are URLs', { type: ['VerifiableCredential', 'https://example.org/T'] }],
    [
      'types that a context maps',
      { '@context': [v2, { T: 'https://example.org/T' }], type: ['VerifiableCredential', 'T'] },
    ],
    ['anything under the context of the examples', { '@context': [v2, examples], whatever: 'x' }],
    ['types of nodes without a name', { type: ['VerifiableCredential', '_:t'] }],
    [
      'JSON that says nothing of itself',
      {
        '@context': [v2, { j: { '@id': 'https://example.org/j', '@type': '@json' } }],
        credentialSubject: { j: { '@type': 'x y', type: 4 } },
      },
    ],
    ['words with a direction', { name: { '@value': 'x', '@language': 'en', '@direction': 'ltr' } }],
  ])('may be %s', async (_name, change) => expect(await check(change)).toEqual([]));

  it.each<[string, ModelCode, object]>([
    ['a term that nobody defines', 'term_undefined', { whatever: 'x' }],
    ['a type that nobody defines', 'type_not_url', { type: ['VerifiableCredential', 'T'] }],
    [
      'a type mapped to no URL',
      'type_not_url',
      {
        '@context': [v2, { T: 'https ://not-a-url#T' }],
        type: ['VerifiableCredential', 'T'],
      },
    ],
    [
      'a type mapped to what is no URL, inside',
      'type_not_url',
      {
        '@context': [v2, { T: 'https://example.org/<a>', p: 'https://example.org/p' }],
        credentialSubject: { p: [{ type: 'T' }] },
      },
    ],
    [
      'a term of the data model redefined',
      'term_redefined',
      { '@context': [v2, { VerifiableCredential: 'https://example.org/V' }] },
    ],
    [
      'a protected term of another context redefined',
      'term_redefined',
      {
        '@context': [
          v2,
          { '@protected': true, T: 'https://example.org/T' },
          { T: 'https://example.org/other' },
        ],
      },
    ],
    ['a context that is not built in', 'context_unknown', { '@context': [v2, 'https://example.org/c'] }],
  ])('may not be %s', async (_name, code, change) => expect(await check(change)).toEqual([code]));
});

describe('an envelope (sections 4.13.1 and 4.13.2)', () => {
  const kind = 'EnvelopedVerifiableCredential';
  const envelope = { '@context': v2, type: kind, id: 'data:application/vc+jwt,eyJ' };

  it('is a data: URL with context and type, as texts or lists', () => {
    expect(checkEnvelope(envelope, kind)).toEqual([]);
    expect(checkEnvelope({ ...envelope, '@context': [v2], type: [kind] }, kind)).toEqual([]);
  });

  it.each<[string, ModelCode, object]>([
    ['no context', 'envelope_context', { '@context': [] }],
    ['another context', 'envelope_context', { '@context': 'https://www.w3.org/ns/credentials/examples/v2' }],
    ['another type', 'envelope_type', { type: 'VerifiableCredential' }],
    ['no type', 'envelope_type', { type: undefined }],
    ['no data: URL', 'envelope_id', { id: 'eyJ' }],
    ['an https URL', 'envelope_id', { id: 'https://example.org/c' }],
    ['a number as id', 'envelope_id', { id: 4 }],
    ['a book as id', 'envelope_id', { id: `data:application/vc+jwt,${'a'.repeat(2_000_000)}` }],
    ['another type beside its own', 'envelope_type', { type: [kind, 'VerifiableCredential'] }],
  ])('may not have %s', (_name, code, change) =>
    expect(codesOf(checkEnvelope({ ...envelope, ...change }, kind))).toEqual([code]),
  );
});

describe('an envelope of another kind', () => {
  it('is told by its own section, and a text is none', () => {
    const of = (kind: EnvelopeKind) => checkEnvelope({}, kind).map(({ section }) => section);
    expect(of('EnvelopedVerifiableCredential')).toEqual(['4.13.1', '4.13.1', '4.13.1']);
    expect(of('EnvelopedVerifiablePresentation')).toEqual(['4.13.2', '4.13.2', '4.13.2']);
    expect(codesOf(checkEnvelope('x', 'EnvelopedVerifiableCredential'))).toEqual(['not_an_object']);
  });
});

describe('what a presenter says of itself (section 4.13.4)', () => {
  const me = 'did:example:me';
  const by = (did: string) => ({ proof: { verificationMethod: `${did}#1` } });
  const present = (holder: unknown, inside: object) =>
    codesOf(
      checkHolderClaims({
        ...by(me),
        ...(holder === undefined ? {} : { holder }),
        verifiableCredential: inside,
      }),
    );

  it('is issued by the holder whom the presentation names', () => {
    expect(present(me, { issuer: me })).toEqual([]);
    expect(present({ id: me }, { issuer: { id: me } })).toEqual([]);
    expect(present(me, { issuer: 'did:example:other' })).toEqual([]);
    expect(present(undefined, { issuer: 'did:example:other' })).toEqual([]);
  });

  it('is nothing that an envelope says, nor what is no credential, nor what no proof names', () => {
    const envelope = { type: 'EnvelopedVerifiableCredential', issuer: me };
    expect(present(undefined, [envelope, 'x', null])).toEqual([]);
    const unproved = {
      proof: ['x', null, { verificationMethod: 4 }, {}],
      verifiableCredential: { issuer: me },
    };
    expect(checkHolderClaims(unproved)).toEqual([]);
    expect(checkHolderClaims({})).toEqual([]);
  });

  it('is not what has a proof of its own, though the presenter issued it', () => {
    expect(present(undefined, { issuer: me, ...by(me) })).toEqual([]);
    expect(present('did:example:acme', { issuer: me, ...by(me) })).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['the presentation names no holder', undefined, me],
    ['it names another holder', 'did:example:acme', me],
  ])('does not hold when %s', (_name, holder, issuer) => {
    expect(present(holder, { issuer })).toEqual(['holder_not_issuer']);
    expect(present(holder, { issuer: { id: issuer } })).toEqual(['holder_not_issuer']);
  });
});
