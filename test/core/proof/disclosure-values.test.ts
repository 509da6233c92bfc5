/** The values of selective disclosure: CBOR from outside, each part of which is looked at (vc-di-ecdsa 3.5, vc-di-bbs 3.3). */
import { bls12_381 } from '@noble/curves/bls12-381.js';
import { encode } from 'cbor2';
import { describe, expect, it } from 'vitest';
import { loadDocument } from '../../../contexts/index.ts';
import { concatBytes, toBase64Url } from '../../../core/bytes.ts';
import {
  parseBbsBaseValue,
  parseBbsDerivedValue,
} from '../../../core/proof/data-integrity/bbs-proof-value.ts';
import { disclosureIdOf } from '../../../core/proof/data-integrity/disclosure-id.ts';
import { createValue, valuePrefixes } from '../../../core/proof/data-integrity/disclosure-value.ts';
import { findPointerProblem } from '../../../core/proof/data-integrity/pointers.ts';
import { parseSdBaseValue, parseSdDerivedValue } from '../../../core/proof/data-integrity/sd-proof-value.ts';
import { deriveSdProof } from '../../../core/proof/index.ts';

const bytes = (length: number) => new Uint8Array(length).fill(7);
const key = concatBytes(Uint8Array.of(0x80, 0x24), bytes(33));
const many = (length: number, one: unknown) => Array.from({ length }, () => one);
const labels = (...values: readonly unknown[]) => new Map(values.map((value, index) => [index, value]));

const kinds = {
  sdBase: { parse: parseSdBaseValue, good: [bytes(64), key, bytes(32), [bytes(64)], ['/issuer']] },
  sdDerived: {
    parse: parseSdDerivedValue,
    good: [bytes(64), key, [bytes(64)], labels(bytes(32)), [0, 2, 1]],
  },
  bbsBase: { parse: parseBbsBaseValue, good: [bytes(80), bytes(64), bytes(96), bytes(32), ['/issuer']] },
  bbsDerived: {
    parse: parseBbsDerivedValue,
    good: [bytes(272 + 32), labels(4, 2), [0, 1], [0, 2], bytes(3)],
  },
} as const;
type Kind = keyof typeof kinds;

/** As `createValue` writes it, with bytes of the plain class. */
const parse = (kind: Kind, list: unknown, prefix: Kind = kind) =>
  kinds[kind].parse(concatBytes(valuePrefixes[prefix], encode(list)));
const withPart = (kind: Kind, place: number, part: unknown) =>
  parse(
    kind,
    kinds[kind].good.map((good: unknown, at) => (at === place ? part : good)),
  );

describe.each(Object.keys(kinds) as Kind[])('a value of kind %s', (kind) => {
  it('is read when every part is as it must be', () => {
    expect(parse(kind, kinds[kind].good)).toBeDefined();
  });

  it('is none behind the prefix of another kind, with a part too few or too many, or when it is no CBOR list', () => {
    const { good, parse: read } = kinds[kind];
    for (const other of Object.keys(kinds) as Kind[])
      if (other !== kind) expect(parse(kind, good, other)).toBeUndefined();
    for (const list of [good.slice(0, 4), [...good, 1], {}, 'x', 7, null])
      expect(parse(kind, list)).toBeUndefined();
    expect(read(concatBytes(valuePrefixes[kind], encode(good), Uint8Array.of(0)))).toBeUndefined();
    expect(read(valuePrefixes[kind])).toBeUndefined();
    expect(read(new Uint8Array())).toBeUndefined();
  });
});

describe('a part of a value', () => {
  const otherKey = concatBytes(Uint8Array.of(0x81, 0x24), bytes(33));
  const badIndexes: readonly unknown[] = ['x', [1.5], [-1], ['0'], [2 ** 53], [1, 1], many(5001, 0)];
  const badLabels = (good: unknown): readonly unknown[] => [
    ...[[], 'x', null, new Map([['0', good]]), new Map([[-1, good]]), new Map([[1.5, good]]), labels('x')],
    ...[labels(null), labels(good, good)],
  ];
  const cases: readonly (readonly [Kind, number, string, readonly unknown[]])[] = [
    ['sdBase', 0, 'the base signature', [bytes(63), bytes(65), 'x', many(64, 7)]],
    ['sdBase', 1, 'the key', [bytes(35), otherKey, key.subarray(1), concatBytes(key, bytes(1)), 'x']],
    ['sdBase', 2, 'the HMAC key', [bytes(31), bytes(33), 'x']],
    ['sdBase', 3, 'the signatures', [bytes(64), [bytes(63)], [bytes(64), 'x'], many(5001, bytes(64))]],
    ['sdBase', 4, 'the pointers', ['/issuer', [7], ['/issuer', null], many(5001, '/issuer')]],
    ['sdDerived', 0, 'the base signature', [bytes(63), bytes(65), 'x']],
    ['sdDerived', 1, 'the key', [bytes(35), otherKey, key.subarray(1), 'x']],
    ['sdDerived', 2, 'the signatures', [bytes(64), [bytes(63)], [bytes(64), 'x']]],
    ['sdDerived', 3, 'the labels', [...badLabels(bytes(32)), labels(bytes(31)), labels(7)]],
    ['sdDerived', 4, 'the mandatory places', badIndexes],
    ['bbsBase', 0, 'the signature', [bytes(79), bytes(81), 'x']],
    ['bbsBase', 1, 'the header', [bytes(63), bytes(65), 'x']],
    ['bbsBase', 2, 'the key', [bytes(95), bytes(97), 'x']],
    ['bbsBase', 3, 'the HMAC key', [bytes(31), bytes(33), 'x']],
    ['bbsBase', 4, 'the pointers', ['/issuer', [7]]],
    ['bbsDerived', 0, 'the proof', [bytes(271), bytes(240), bytes(273), bytes(272 + 401 * 32), 'x']],
    ['bbsDerived', 1, 'the labels', [...badLabels(4), labels(1.5), labels(-1), labels(bytes(32))]],
    ['bbsDerived', 2, 'the mandatory places', badIndexes],
    ['bbsDerived', 3, 'the shown places', [...badIndexes, [2, 0], [0, 3], [7]]],
    ['bbsDerived', 4, 'what the holder adds', ['x', null, bytes(1025)]],
  ];

  it.each(cases)(
    'of kind %s at %d, %s, spoils the whole when it is in another form',
    (kind, place, _name, bad) => {
      for (const part of bad) expect(withPart(kind, place, part), String(part).slice(0, 40)).toBeUndefined();
    },
  );

  it('may be as many as there are statements, and no more', () => {
    expect(
      withPart('sdDerived', 3, new Map(Array.from({ length: 5001 }, (_, index) => [index, bytes(32)]))),
    ).toBeUndefined();
    const places = (length: number) => Array.from({ length }, (_, index) => index);
    expect(withPart('bbsDerived', 3, places(400))).toBeDefined();
    expect(withPart('bbsDerived', 3, places(401))).toBeUndefined();
    expect(withPart('bbsDerived', 4, bytes(1024))).toBeDefined();
  });
});

describe('a credential under a base proof', () => {
  const document = {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiableCredential'],
    issuer: 'did:web:a.example',
    credentialSubject: { id: 'did:jwk:s' },
  };
  const proof = {
    type: 'DataIntegrityProof',
    cryptosuite: 'ecdsa-sd-2023',
    proofPurpose: 'assertionMethod',
    verificationMethod: 'did:web:a.example#k',
    proofValue: createValue('sdBase', kinds.sdBase.good),
  };
  const bbs = (publicKey: Uint8Array) => ({
    ...proof,
    cryptosuite: 'bbs-2023',
    proofValue: createValue(
      'bbsBase',
      kinds.bbsBase.good.map((good: unknown, at) => (at === 2 ? publicKey : good)),
    ),
  });
  const codeOf = async (proofs: unknown, selectivePointers: readonly string[] = ['/credentialSubject']) => {
    const derived = await deriveSdProof(
      { credential: { ...document, proof: proofs }, selectivePointers },
      { loadDocument },
    );
    return derived.ok ? 'ok' : derived.error.code;
  };

  it('gives nothing when there is not one such proof, or not one that can be read', async () => {
    expect(await codeOf(undefined)).toBe('proof_missing');
    expect(await codeOf([])).toBe('proof_missing');
    expect(await codeOf([proof, proof])).toBe('proof_malformed');
    const derivedValue = createValue('sdDerived', kinds.sdDerived.good);
    expect(await codeOf({ ...proof, proofValue: derivedValue })).toBe('proof_malformed');
    expect(await codeOf({ ...proof, cryptosuite: 'bbs-2023' })).toBe('proof_malformed');
    expect(await codeOf(bbs(bytes(96)))).toBe('proof_malformed');
    expect(await codeOf(bbs(bls12_381.G2.Point.BASE.toBytes(true)))).not.toBe('proof_malformed');
    expect(await codeOf(proof, ['/nothing'])).toBe('pointer_invalid');
  });

  it('is known again by the key made for it, and by nothing else', async () => {
    expect(await disclosureIdOf({ ...document, proof })).toEqual(key);
    const derivedValue = createValue('sdDerived', kinds.sdDerived.good);
    expect(await disclosureIdOf({ ...document, proof: { ...proof, proofValue: derivedValue } })).toEqual(key);
    const unreadable = { ...proof, proofValue: `u${toBase64Url(bytes(9))}` };
    for (const other of [undefined, null, 'x', [proof], bbs(bytes(96)), { ...proof, type: 'x' }, unreadable])
      expect(await disclosureIdOf({ ...document, proof: other })).toBeUndefined();
  });
});

describe('a pointer', () => {
  const document = { a: { '~b/c': 1, none: null }, list: ['x', { y: 2 }] };
  const isFit = (pointers: unknown) => findPointerProblem(document, pointers) === undefined;

  it('is one to something that is there (RFC 6901)', () => {
    expect(isFit([])).toBe(true);
    expect(isFit(['/a', '/a/~0b~1c', '/list/0', '/list/1/y'])).toBe(true);
  });

  it.each([
    ...['', 'a', 'x/a', '/', '/b', '/a/~b~1c', '/a/~2', '/a/none', '/a/toString', '/list/2', '/list/01'],
    ...['/list/length', '/list/-', '/list/1e0', '/list/+1', '/list/0/length', '/list/0/0', '/a/~0b~1c/z'],
  ])('is not %j', (pointer) => {
    expect(isFit([pointer])).toBe(false);
  });

  it('is a text in a list, of two hundred at most', () => {
    for (const value of [null, 'x', {}, [7], ['/a', null]]) expect(isFit(value)).toBe(false);
    expect(isFit(many(200, '/a'))).toBe(true);
    expect(isFit(many(201, '/a'))).toBe(false);
  });
});
