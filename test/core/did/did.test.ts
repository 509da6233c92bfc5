import { bls12_381 } from '@noble/curves/bls12-381.js';
import type { DIDDocument, VerificationMethod } from 'did-resolver';
import { describe, expect, it } from 'vitest';
import { toBase64Url, toUtf8 } from '../../../core/bytes.ts';
import {
  createDidDocument,
  didJwkFrom,
  didKeyFrom,
  didKeyMethodId,
  didWebFrom,
  didWebUrl,
  findVerificationMethod,
  isInForce,
  publicJwkOf,
  resolveDid,
  verificationKeyOf,
} from '../../../core/did/index.ts';
import { KlusCVError } from '../../../core/errors.ts';
import { multikeyFrom, toBase58 } from '../../../core/keys/index.ts';
import type { HttpFetch } from '../../../core/ports.ts';
import { createNodeSigner, generatePrivateJwk } from '../../../server/node-crypto.ts';

const p256 = createNodeSigner(generatePrivateJwk('ES256')).publicJwk;
const ed25519 = createNodeSigner(generatePrivateJwk('EdDSA')).publicJwk;

const noFetch: HttpFetch = async ({ url }) => {
  throw new Error(`Nothing may be fetched, and ${url} was.`);
};
const offline = { fetch: noFetch, allowInsecureLoopback: false };

/** A web with one page on it. */
const serving = (body: unknown, status = 200) => {
  const asked: string[] = [];
  const fetch: HttpFetch = async ({ url }) => {
    asked.push(url);
    return { status, headers: {}, body: toUtf8(typeof body === 'string' ? body : JSON.stringify(body)) };
  };
  return { asked, options: { fetch, allowInsecureLoopback: true } };
};

const keysOf = (document: DIDDocument | null) => (document?.verificationMethod ?? []).map(publicJwkOf);
const errorOf = async (did: string, options = offline) =>
  (await resolveDid(did, options)).didResolutionMetadata.error;

describe('did:key', () => {
  it('is its key, without any fetch', async () => {
    for (const key of [p256, ed25519]) {
      const did = didKeyFrom(key);
      const { didDocument } = await resolveDid(did, offline);
      expect(didDocument?.id).toBe(did);
      expect(keysOf(didDocument)).toEqual([key]);
      expect(didDocument?.assertionMethod).toEqual([didKeyMethodId(did)]);
    }
  });

  it.each([
    // did:key method, test vectors of the kinds of key.
    ['Ed25519', 'z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp'],
    ['P-256', 'zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169'],
    ['P-384', 'z82Lm1MpAkeJcix9K8TMiLd5NMAhnwkjjCBeWHXyu3U4oT2MVJJKXkcVBgjGhnLBn2Kaau9'],
    [
      'P-521',
      'z2J9gaYxrKVpdoG9A4gRnmpnRCcxU6agDtFVVBVdn1JedouoZN7SzcyREXXzWgt3gGiwpoHq7K68X4m32D8HgzG8wv3sY5j7',
    ],
    [
      'Bls12381G2',
      'zUC7DerdEmfZ8f4pFajXgGwJoMkV1ofMTmEG5UoNvnWiPiLuGKNeqgRpLH2TV4Xe5mJ2cXV76gRN7LFQwapF1VFu6x2yrr5ci1mXqC1WNUrnHnLgvfZfMH7h6xP6qsf9EKRQrPQ',
    ],
  ])('of %s is its key, for both purposes', async (crv, id) => {
    const did = `did:key:${id}`;
    const { didDocument } = await resolveDid(did, offline);
    const [method] = didDocument?.verificationMethod ?? [];
    expect(method && verificationKeyOf(method)).toMatchObject({ crv });
    expect(didDocument?.assertionMethod).toEqual([`${did}#${id}`]);
    expect(didDocument?.authentication).toEqual([`${did}#${id}`]);
    // A key of BLS12-381 is none for anything but bbs-2023.
    expect(keysOf(didDocument)).toEqual(
      crv === 'Bls12381G2' ? [undefined] : [expect.objectContaining({ crv })],
    );
  });

  it('is refused for bytes that are no good key', async () => {
    const multikey = (...bytes: readonly number[]) => `did:key:z${toBase58(Uint8Array.from(bytes))}`;
    const bls = bls12_381.G2.Point.BASE.toBytes(true);
    expect(await errorOf(multikey(0xeb, 0x01, ...bls))).toBeUndefined();
    const zeros = (length: number) => new Array<number>(length).fill(0);
    const outsideSubgroup = Uint8Array.from(bls);
    outsideSubgroup[95] = (outsideSubgroup[95] ?? 0) ^ 1;
    for (const bad of [
      [0xeb, 0x01, ...outsideSubgroup],
      [0xeb, 0x01, 0xc0, ...zeros(95)],
      [0xeb, 0x01, ...zeros(96)],
      [0xeb, 0x01, ...bls.subarray(1)],
      [0xea, 0x01, ...bls12_381.G1.Point.BASE.toBytes(true)],
      [0xed, 0x01, 1, ...zeros(31)],
      [0xed, 0x01, ...zeros(32)],
      [0xed, 0x01, ...zeros(33)],
      [0x80, 0x24, 2, ...zeros(31), 1],
      [0x80, 0x24, 4, ...zeros(64)],
      [0x81, 0x24, 2, ...new Array<number>(48).fill(255)],
      [0x80, 0x24, 3, ...zeros(48)],
    ]) {
      expect(await errorOf(multikey(...bad)), bad.slice(0, 5).join()).toBe('invalidDid');
    }
  });

  it('is refused for other kinds of key', async () => {
    expect(await errorOf('did:key:z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc')).toBe('invalidDid');
    expect(await errorOf('did:key:zzz')).toBe('invalidDid');
    expect(await errorOf(`did:key:z${'2'.repeat(3000)}`)).toBe('invalidDid');
  });
});

describe('did:jwk', () => {
  it('of the method’s own example is its key', async () => {
    const did =
      'did:jwk:eyJjcnYiOiJQLTI1NiIsImt0eSI6IkVDIiwieCI6ImFjYklRaXVNczNpOF91c3pFakoydHBUdFJNNEVVM3l6OTFQSDZDZEgyVjAiLCJ5IjoiX0tjeUxqOXZXTXB0bm1LdG00NkdxRHo4d2Y3NEk1TEtncmwyR3pIM25TRSJ9';
    const { didDocument } = await resolveDid(did, offline);
    expect(keysOf(didDocument)).toEqual([
      {
        kty: 'EC',
        crv: 'P-256',
        x: 'acbIQiuMs3i8_uszEjJ2tpTtRM4EU3yz91PH6CdH2V0',
        y: '_KcyLj9vWMptnmKtm46GqDz8wf74I5LKgrl2GzH3nSE',
      },
    ]);
    expect(didDocument?.authentication).toEqual([`${did}#0`]);
  });

  it('comes back as its key', async () => {
    for (const key of [p256, ed25519])
      expect(keysOf((await resolveDid(didJwkFrom(key), offline)).didDocument)).toEqual([key]);
  });

  it('of a key for encryption vouches for nothing', async () => {
    const of = (value: unknown) => `did:jwk:${toBase64Url(toUtf8(JSON.stringify(value)))}`;
    const { didDocument } = await resolveDid(of({ ...p256, use: 'enc' }), offline);
    expect(keysOf(didDocument)).toEqual([p256]);
    if (!didDocument) throw new Error('There is a document.');
    expect(findVerificationMethod(didDocument, `${didDocument.id}#0`, 'assertionMethod')).toBeUndefined();
    expect(findVerificationMethod(didDocument, `${didDocument.id}#0`, 'authentication')).toBeUndefined();
    const forSigning = (await resolveDid(of({ ...p256, use: 'sig' }), offline)).didDocument;
    expect(forSigning?.assertionMethod).toHaveLength(1);
  });

  it('is refused when it is not base64url, or names a member twice', async () => {
    expect(await errorOf('did:jwk:A')).toBe('invalidDid');
    const twice = JSON.stringify(p256).replace('{', '{"kty":"EC",');
    expect(await errorOf(`did:jwk:${toBase64Url(toUtf8(twice))}`)).toBe('invalidDid');
  });

  it('is refused with a private key in it, no JSON, or a book', async () => {
    const of = (value: unknown) => `did:jwk:${toBase64Url(toUtf8(JSON.stringify(value)))}`;
    expect(await errorOf(of({ ...p256, d: p256.x }))).toBe('invalidDid');
    expect(await errorOf(of('x'))).toBe('invalidDid');
    expect(await errorOf('did:jwk:AAAA')).toBe('invalidDid');
    expect(await errorOf(of({ ...p256, note: 'a'.repeat(5000) }))).toBe('invalidDid');
  });
});

describe('did:web', () => {
  const did = 'did:web:localhost%3A4101';
  const document = createDidDocument({
    did,
    keys: [
      { id: 'p256', publicJwk: p256 },
      { id: 'ed25519', publicJwk: ed25519 },
    ],
  });

  it('lies where the method says', () => {
    expect(didWebUrl('did:web:example.com', false)).toBe('https://example.com/.well-known/did.json');
    expect(didWebUrl('did:web:example.com:user:alice', false)).toBe(
      'https://example.com/user/alice/did.json',
    );
    expect(didWebUrl('did:web:example.com%3A3000', false)).toBe(
      'https://example.com:3000/.well-known/did.json',
    );
  });

  it('keeps what is percent-encoded in the path, and decodes the port alone', () => {
    expect(didWebUrl('did:web:example.com:caf%C3%A9:a%20b', false)).toBe(
      'https://example.com/caf%C3%A9/a%20b/did.json',
    );
    expect(didWebUrl('did:web:example.com%3A8443:u', false)).toBe('https://example.com:8443/u/did.json');
  });

  it('is plain http on this machine only when that is allowed', () => {
    expect(didWebUrl(did, true)).toBe('http://localhost:4101/.well-known/did.json');
    expect(didWebUrl(did, false)).toBe('https://localhost:4101/.well-known/did.json');
    expect(didWebUrl('did:web:127.0.0.1%3A80', true)).toBe('http://127.0.0.1:80/.well-known/did.json');
    expect(didWebUrl('did:web:localhost.evil.example', true)).toBe(
      'https://localhost.evil.example/.well-known/did.json',
    );
  });

  it('is no way to another address', async () => {
    const evil = [
      'did:web:',
      'did:web:a%2Fb',
      'did:web:a%40b',
      'did:web:a:..:b',
      'did:web:a::b',
      'did:web:a/b',
      'did:web:a?x',
      'did:web:a#x',
      'did:web:a:b%2F..',
      'did:key:a',
      'did:web:-a',
      'did:web:a%3A',
      'did:web:a%3A0',
      'did:web:a%3A65536',
      'did:web:a%3A443%3A8443',
      'did:web:a:%2e%2e:b',
      'did:web:a:%2E.:b',
      'did:web:a:b%5Cc',
      'did:web:a:b%00',
      'did:web:a:b%252e',
      'did:web:a:b%',
      'did:web:192.0.2.7',
      'did:web:2130706433',
      'did:web:0x7f000001',
      'did:web:a.0x1',
      'did:web:%5B::1%5D',
    ];
    for (const one of [...evil, 'did:web', 'urn:web:a.example', 'web:a.example'])
      expect(didWebUrl(one, true), one).toBeUndefined();
    for (const one of evil.filter((text) => text.startsWith('did:web:') && !/[/?#]/.test(text)))
      if (one !== 'did:web:') expect(await errorOf(one, serving(document).options), one).toBe('invalidDid');
  });

  it('follows from an issuer’s URL', () => {
    expect(didWebFrom('http://localhost:4101')).toBe(did);
    expect(didWebFrom('https://host.example/i/platform')).toBe('did:web:host.example:i:platform');
  });

  it('gives the keys, P-256 in both forms', async () => {
    const { asked, options } = serving(document);
    const { didDocument } = await resolveDid(did, options);
    expect(keysOf(didDocument)).toEqual([p256, p256, ed25519]);
    expect(didDocument?.verificationMethod?.map(({ type }) => type)).toEqual([
      'JsonWebKey',
      'Multikey',
      'Multikey',
    ]);
    expect(asked).toEqual(['http://localhost:4101/.well-known/did.json']);
  });

  it('may name the keys of many years, and not any number', async () => {
    const methods = (count: number) =>
      Array.from({ length: count }, (_, at) => ({
        id: `${did}#old-${at}`,
        type: 'Multikey',
        controller: did,
        publicKeyMultibase: multikeyFrom(ed25519),
      }));
    const long = (count: number) => {
      const verificationMethod = [...methods(count - 1), ...(document.verificationMethod?.slice(2) ?? [])];
      const assertionMethod = verificationMethod.map(({ id }) => id);
      return { ...document, verificationMethod, assertionMethod, authentication: assertionMethod };
    };
    const { didDocument } = await resolveDid(did, serving(long(1_000)).options);
    const last = didDocument?.assertionMethod?.at(-1);
    expect(didDocument?.verificationMethod).toHaveLength(1_000);
    expect(didDocument && findVerificationMethod(didDocument, String(last), 'assertionMethod')).toMatchObject(
      { id: last },
    );
    expect(await errorOf(did, serving(long(1_001)).options)).toBe('invalidDidDocument');
  });

  it('is invalid when the document is about another DID, is no document, or is JSON twice over', async () => {
    for (const body of [
      { ...document, id: 'did:web:evil.example' },
      {},
      [],
      'x',
      '',
      `{"id":"a","id":"${did}"}`,
      { ...document, verificationMethod: 'x' },
      {
        ...document,
        verificationMethod: [
          { id: `${did}#k`, type: 'Multikey', controller: did, publicKeyMultibase: ['z6Mk'] },
        ],
      },
      {
        ...document,
        verificationMethod: [
          ...(document.verificationMethod ?? []),
          { id: '#p256', type: 'Multikey', controller: did },
        ],
      },
    ]) {
      expect(await errorOf(did, serving(body).options)).toBe('invalidDidDocument');
    }
  });

  it('tells "there is none" from "nobody answered"', async () => {
    expect(await errorOf(did, serving('', 404).options)).toBe('notFound');
    expect(await errorOf(did, serving('', 410).options)).toBe('notFound');
    expect(await errorOf(did, serving('', 503).options)).toBe('unreachable');
    const failing = (code: 'fetch_failed' | 'fetch_refused' | 'fetch_too_large') => ({
      fetch: async () => {
        throw new KlusCVError(code);
      },
      allowInsecureLoopback: false,
    });
    expect(await errorOf(did, failing('fetch_failed'))).toBe('unreachable');
    expect(await errorOf(did, failing('fetch_refused'))).toBe('unreachable');
    expect(await errorOf(did, failing('fetch_too_large'))).toBe('invalidDidDocument');
  });
});

describe('other DIDs', () => {
  it('are refused, not guessed', async () => {
    expect(await errorOf('did:ebsi:zabc')).toBe('unsupportedDidMethod');
    for (const text of ['', 'x', 'did:', 'did:web', 'https://example.com'])
      expect(await errorOf(text), text).toBe('invalidDid');
  });
});

describe('an earlier version of a document', () => {
  const did = 'did:web:klus.example';
  const document = createDidDocument({ did, keys: [{ id: 'a', publicJwk: p256 }] });

  it('is not to be had, and today’s is never given for it', async () => {
    const { asked, options } = serving(document);
    for (const query of [
      'versionId=4',
      'versionTime=2024-02-01T00:00:00Z',
      'version=1',
      'service=files&versionId=4',
      'versionId=4#a',
      'versionId',
      'version%49d=4',
    ]) {
      for (const one of [did, didKeyFrom(p256), didJwkFrom(p256)]) {
        const { didDocument, didResolutionMetadata } = await resolveDid(`${one}?${query}`, options);
        expect(didDocument, query).toBeNull();
        expect(didResolutionMetadata.error, query).toBe('notFound');
      }
    }
    expect(asked).toEqual([]);
    expect((await resolveDid(did, options)).didDocument?.id).toBe(did);
    expect(await errorOf('did:ebsi:zabc?versionId=4')).toBe('unsupportedDidMethod');
  });
});

describe('another form than JSON', () => {
  it('is not to be had', async () => {
    for (const accept of ['application/did+cbor', 'text/html', '']) {
      const { didResolutionMetadata, didDocument } = await resolveDid(didKeyFrom(p256), {
        ...offline,
        accept,
      });
      expect(didResolutionMetadata.error, accept).toBe('representationNotSupported');
      expect(didDocument).toBeNull();
    }
    const wanted = { ...offline, accept: 'application/did+ld+json' };
    expect((await resolveDid(didKeyFrom(p256), wanted)).didDocument).not.toBeNull();
  });
});

describe('a verification method', () => {
  const did = 'did:web:klus.example';
  const document = createDidDocument({ did, keys: [{ id: 'a', publicJwk: p256 }] });

  it('is found by its whole id, for a purpose that the document lists', () => {
    expect(findVerificationMethod(document, `${did}#a`, 'assertionMethod')?.type).toBe('JsonWebKey');
    expect(findVerificationMethod(document, `${did}#a-multikey`, 'authentication')?.type).toBe('Multikey');
    const { assertionMethod: _, ...without } = document;
    expect(findVerificationMethod(without, `${did}#a`, 'assertionMethod')).toBeUndefined();
    for (const id of ['#a', 'a', `${did}#b`, `did:web:evil.example#a`, did, '']) {
      expect(findVerificationMethod(document, id, 'assertionMethod')).toBeUndefined();
    }
  });

  it('is found by relative ids in the document, but not when somebody else controls it', () => {
    const method = { id: '#a', type: 'JsonWebKey', controller: did, publicKeyJwk: { ...p256 } };
    const relative: DIDDocument = { id: did, verificationMethod: [method], assertionMethod: ['#a'] };
    expect(findVerificationMethod(relative, `${did}#a`, 'assertionMethod')).toEqual(method);
    const embedded: DIDDocument = {
      id: did,
      assertionMethod: [{ ...method, controller: 'did:web:evil.example' }],
    };
    expect(findVerificationMethod(embedded, `${did}#a`, 'assertionMethod')).toBeUndefined();
    const own: DIDDocument = { id: did, assertionMethod: [method] };
    expect(findVerificationMethod(own, `${did}#a`, 'assertionMethod')).toEqual(method);
    expect(findVerificationMethod(own, `${did}#a`, 'authentication')).toBeUndefined();
  });

  it('counts until it expires or is revoked, and not at all when that cannot be read', () => {
    const method = { id: '#a', type: 'JsonWebKey', controller: did };
    const now = new Date('2026-11-14T12:00:00Z');
    expect(isInForce(method, now)).toBe(true);
    for (const name of ['expires', 'revoked']) {
      expect(isInForce({ ...method, [name]: '2026-11-14T12:00:01Z' }, now)).toBe(true);
      expect(isInForce({ ...method, [name]: '2026-11-14T13:00:01+01:00' }, now)).toBe(true);
      const unzoned = ['2036-11-14T12:00:00', '2036-11-14'];
      for (const end of ['2026-11-14T12:00:00Z', 'soon', '', 0, null, 9999, ...unzoned])
        expect(isInForce({ ...method, [name]: end }, now)).toBe(false);
    }
  });

  it('has no key when its type is not known', () => {
    expect(publicJwkOf({ id: 'x', type: 'RsaVerificationKey2018', controller: did })).toBeUndefined();
    expect(publicJwkOf({ id: 'x', type: 'Multikey', controller: did })).toBeUndefined();
    expect(publicJwkOf({ id: 'x', type: 'JsonWebKey', controller: did })).toBeUndefined();
    const older = { id: 'x', type: 'Ed25519VerificationKey2020', controller: did };
    expect(publicJwkOf(older)).toBeUndefined();
  });

  it('has no key of BLS12-381 where there is none, or the private one beside it', () => {
    const x = toBase64Url(bls12_381.G2.Point.BASE.toBytes(true));
    const bls = { kty: 'OKP', crv: 'Bls12381G2', x };
    const method = { id: 'x', type: 'JsonWebKey', controller: did };
    expect(verificationKeyOf({ ...method, publicKeyJwk: bls })).toEqual(bls);
    expect(verificationKeyOf({ ...method, publicKeyJwk: { ...bls, d: 'AAAA' } })).toBeUndefined();
    const none: VerificationMethod = JSON.parse(JSON.stringify({ ...method, publicKeyJwk: null }));
    expect(verificationKeyOf(none)).toBeUndefined();
  });

  it('has no key when it has two forms of one, or another key than its type says', () => {
    const did = 'did:web:klus.example';
    const publicKeyMultibase = multikeyFrom(ed25519);
    const two = { id: 'x', type: 'Multikey', controller: did, publicKeyMultibase, publicKeyJwk: { ...p256 } };
    expect(publicJwkOf(two)).toBeUndefined();
    const older = { id: 'x', type: 'Ed25519VerificationKey2020', controller: did };
    expect(publicJwkOf({ ...older, publicKeyMultibase })).toEqual(ed25519);
    expect(publicJwkOf({ ...older, publicKeyMultibase: multikeyFrom(p256) })).toBeUndefined();
    const jwk = { id: 'x', type: 'JsonWebKey', controller: did };
    expect(publicJwkOf({ ...jwk, publicKeyJwk: { ...p256, d: p256.x } })).toBeUndefined();
    expect(
      publicJwkOf({ ...jwk, publicKeyJwk: { ...ed25519, x: toBase64Url(new Uint8Array(32)) } }),
    ).toBeUndefined();
  });
});
