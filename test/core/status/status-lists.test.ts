import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadDocument } from '../../../contexts/index.ts';
import { fromBase64Url, toBase64Url } from '../../../core/bytes.ts';
import { issueDataIntegrity, verifyDataIntegrity } from '../../../core/proof/data-integrity.ts';
import { verifyJws } from '../../../core/proof/jws.ts';
import {
  createBitstring,
  createBitstringStatusListCredential,
  createBitstringStatusListEntry,
  createTokenStatusList,
  decodeBitstringList,
  decodeTokenStatusList,
  encodeBitstringList,
  getBit,
  minimumEntries,
  parseBitstringStatusListCredential,
  signTokenStatusList,
  statusAt,
  TokenStatusListPayload,
} from '../../../core/status/index.ts';
import { createNodeSigner, nodeCrypto as crypto, generatePrivateJwk } from '../../../server/node-crypto.ts';

const hexOf = (text: string) => Buffer.from(fromBase64Url(text) ?? []).toString('hex');
const url = 'https://klus.example/status/bitstring/1/revocation';
const now = new Date('2026-11-14T12:00:00Z');
const later = new Date('2026-11-15T12:00:00Z');

describe('a token status list', () => {
  it('of one bit is the example of section 4.1', () => {
    const list = createTokenStatusList({
      statuses: [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1],
      bits: 1,
    });
    expect(hexOf(list.lst)).toBe('78dadbb918000217015d');
    const decoded = decodeTokenStatusList({
      bits: 1,
      lst: toBase64Url(Buffer.from('78dadbb918000217015d', 'hex')),
    });
    expect(decoded).toEqual({ ok: true, value: { bits: 1, bytes: Uint8Array.of(0xb9, 0xa3) } });
  });

  it('of two bits is the example of section 4.1', () => {
    const list = createTokenStatusList({ statuses: [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3], bits: 2 });
    expect(list.lst).toBe('eNo76fITAAPfAgc');
  });

  it('gives back every status, whatever its bits', () => {
    const cases = fc.constantFrom(1, 2, 4, 8).chain((bits) =>
      fc.record({
        bits: fc.constant(bits),
        statuses: fc.array(fc.nat(2 ** bits - 1), { minLength: 1, maxLength: 200 }),
      }),
    );
    fc.assert(
      fc.property(cases, ({ bits, statuses }) => {
        if (bits !== 1 && bits !== 2 && bits !== 4 && bits !== 8) return;
        const decoded = decodeTokenStatusList(createTokenStatusList({ statuses, bits }));
        if (!decoded.ok) throw new Error(decoded.error.message);
        expect(statuses.map((_, index) => statusAt(decoded.value, index))).toEqual(statuses);
      }),
    );
  });

  it('has no status outside: never "valid"', () => {
    const list = { bits: 2, bytes: new Uint8Array(4) } as const;
    expect(statusAt(list, 15)).toBe(0);
    for (const index of [16, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 40])
      expect(statusAt(list, index)).toBeUndefined();
  });

  it('takes no status that does not fit', () => {
    for (const status of [2, -1, 0.5])
      expect(() => createTokenStatusList({ statuses: [status], bits: 1 })).toThrow();
  });

  it('is refused as gzip, raw deflate, cut off, padded, or a bomb', () => {
    const bytes = Buffer.alloc(32_768);
    const packed = deflateSync(bytes);
    const codeOf = (value: unknown) => {
      const decoded = decodeTokenStatusList(value, { maxBytes: 65_536 });
      return decoded.ok ? 'ok' : decoded.error.code;
    };
    const list = (data: Uint8Array) => ({ bits: 2, lst: toBase64Url(data) });
    expect(codeOf(list(packed))).toBe('ok');
    expect(codeOf(list(gzipSync(bytes)))).toBe('packing_malformed');
    expect(codeOf(list(packed.subarray(0, 20)))).toBe('packing_malformed');
    expect(codeOf(list(deflateSync(Buffer.alloc(50_000_000))))).toBe('packing_too_large');
    expect(codeOf({ bits: 2, lst: packed.toString('base64') })).toBe('token_status_list_malformed');
    for (const value of [null, {}, { bits: 3, lst: '' }, { bits: 2 }, { bits: 2, lst: 7 }]) {
      expect(codeOf(value)).toBe('token_status_list_malformed');
    }
  });

  it('travels in a JWT with its own address, times and certificate', async () => {
    const signer = createNodeSigner(generatePrivateJwk('ES256'));
    const list = createTokenStatusList({ statuses: [0, 1, 2, 0], bits: 2 });
    const token = await signTokenStatusList(
      { uri: url, list, issuedAt: now, expiresAt: later, ttlSeconds: 5, x5c: ['MIIB'] },
      signer,
    );
    const verified = await verifyJws(token, signer.publicJwk, crypto);
    if (!verified.ok) throw new Error(verified.error.message);
    expect(verified.value.header).toEqual({ typ: 'statuslist+jwt', alg: 'ES256', x5c: ['MIIB'] });
    expect(TokenStatusListPayload.parse(verified.value.payload)).toEqual({
      sub: url,
      iat: 1_794_657_600,
      exp: 1_794_744_000,
      ttl: 5,
      status_list: list,
    });
  });
});

describe('a bitstring', () => {
  it('counts from the left: index 0 is the first bit of the first byte', () => {
    const bits = createBitstring({ setIndexes: [0, 9, 131_071] });
    expect(bits.length).toBe(16_384);
    expect([bits[0], bits[1], bits[16_383]]).toEqual([0x80, 0x40, 0x01]);
  });

  it('gives back exactly the indexes that were set', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(minimumEntries - 1), { maxLength: 40 }), (setIndexes) => {
        const decoded = decodeBitstringList(encodeBitstringList(createBitstring({ setIndexes })));
        if (!decoded.ok) throw new Error(decoded.error.message);
        expect(setIndexes.every((index) => getBit(decoded.value, index) === true)).toBe(true);
        const ones = decoded.value.reduce(
          (sum, byte) => sum + byte.toString(2).replaceAll('0', '').length,
          0,
        );
        expect(ones).toBe(setIndexes.length);
      }),
      { numRuns: 20 },
    );
  });

  it('is encoded the same every time, without the hour in it', () => {
    expect(encodeBitstringList(createBitstring())).toBe(encodeBitstringList(createBitstring()));
    expect(encodeBitstringList(createBitstring())).toMatch(/^uH4sIAAAAAAA/);
  });

  it('has no bit outside: never "not set"', () => {
    const bits = createBitstring();
    for (const index of [minimumEntries, -1, 0.5, Number.NaN, 2 ** 33])
      expect(getBit(bits, index)).toBeUndefined();
  });

  it('takes no index outside and no short list', () => {
    expect(() => createBitstring({ setIndexes: [minimumEntries] })).toThrow();
    expect(() => createBitstring({ setIndexes: [-1] })).toThrow();
    expect(() => createBitstring({ setIndexes: [1.5] })).toThrow();
    expect(() => createBitstring({ entries: 1000 })).toThrow();
  });

  it('is refused when short, without its letter, not gzip, cut off, or a bomb', () => {
    const whole = gzipSync(Buffer.alloc(16_384));
    const codeOf = (text: string) => {
      const decoded = decodeBitstringList(text, { maxBytes: 65_536 });
      return decoded.ok ? 'ok' : decoded.error.code;
    };
    expect(codeOf(`u${toBase64Url(whole)}`)).toBe('ok');
    expect(codeOf(toBase64Url(whole))).toBe('bitstring_malformed');
    expect(codeOf(`z${toBase64Url(whole)}`)).toBe('bitstring_malformed');
    expect(codeOf('u')).toBe('bitstring_malformed');
    expect(codeOf(`u${toBase64Url(gzipSync(Buffer.alloc(3_100_000), { level: 0 }))}`)).toBe(
      'bitstring_malformed',
    );
    expect(codeOf(`u${toBase64Url(gzipSync(Buffer.alloc(100)))}`)).toBe('bitstring_malformed');
    expect(codeOf(`u${toBase64Url(deflateSync(Buffer.alloc(16_384)))}`)).toBe('packing_malformed');
    expect(codeOf(`u${toBase64Url(whole.subarray(0, -12))}`)).toBe('packing_malformed');
    expect(codeOf(`u${toBase64Url(gzipSync(Buffer.alloc(50_000_000)))}`)).toBe('packing_too_large');
  });

  it('travels in a credential that JSON-LD knows in safe mode', async () => {
    const signer = createNodeSigner(generatePrivateJwk('EdDSA'));
    const encodedList = encodeBitstringList(createBitstring({ setIndexes: [7] }));
    const issuer = 'did:web:klus.example';
    const credential = createBitstringStatusListCredential({
      url,
      issuer,
      purpose: 'revocation',
      encodedList,
      validFrom: now,
      validUntil: later,
    });
    const signed = await issueDataIntegrity(
      { credential, verificationMethod: `${issuer}#k`, created: now },
      { signer, loadDocument },
    );
    const verified = await verifyDataIntegrity(
      { document: signed, expectedPurpose: 'assertionMethod', keyFor: async () => signer.publicJwk, now },
      { crypto, loadDocument },
    );
    expect(verified.ok).toBe(true);
    expect(parseBitstringStatusListCredential(signed)).toMatchObject({
      id: url,
      issuer,
      validUntil: '2026-11-15T12:00:00Z',
      credentialSubject: { statusPurpose: 'revocation', encodedList },
    });
    expect(parseBitstringStatusListCredential({ ...signed, type: ['VerifiableCredential'] })).toBeUndefined();
    expect(createBitstringStatusListEntry({ url, purpose: 'suspension', index: 7 })).toEqual({
      type: 'BitstringStatusListEntry',
      statusPurpose: 'suspension',
      statusListIndex: '7',
      statusListCredential: url,
    });
  });
});
