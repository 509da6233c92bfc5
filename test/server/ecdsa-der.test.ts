import { generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { derFromRaw, rawFromDer } from '../../server/ecdsa-der.ts';
import { createNodeSigner, generatePrivateJwk, nodeCrypto } from '../../server/node-crypto.ts';

const curves = [
  ['prime256v1', 64],
  ['secp384r1', 96],
  ['secp521r1', 132],
] as const;

describe('the forms of an ECDSA signature', () => {
  test.each(curves)('on %s turn into each other, and both hold', (namedCurve, length) => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
    for (let time = 0; time < 60; time += 1) {
      const data = Uint8Array.of(time);
      const der = sign('sha256', data, privateKey);
      const raw = rawFromDer(der, length);
      expect(raw).toHaveLength(length);
      expect(verify('sha256', data, { key: publicKey, dsaEncoding: 'ieee-p1363' }, raw)).toBe(true);
      expect(Buffer.from(derFromRaw(raw))).toEqual(der);
    }
  });

  test('are written down by hand', () => {
    const raw = new Uint8Array(64);
    raw[31] = 0x80;
    raw[62] = 1;
    expect([...derFromRaw(raw)]).toEqual([0x30, 0x08, 0x02, 0x02, 0x00, 0x80, 0x02, 0x02, 0x01, 0x00]);
    expect(rawFromDer(derFromRaw(raw), 64)).toEqual(raw);
    expect([...derFromRaw(new Uint8Array(64))]).toEqual([0x30, 0x06, 0x02, 0x01, 0, 0x02, 0x01, 0]);
  });

  test('come back, whatever the numbers', () => {
    const numbers = fc
      .constantFrom(...curves)
      .chain(([, length]) =>
        fc
          .tuple(fc.uint8Array({ minLength: length, maxLength: length }), fc.nat(length), fc.nat(length))
          .map(([raw, from, to]) => raw.fill(0, from, to)),
      );
    fc.assert(
      fc.property(numbers, (raw) => {
        expect(rawFromDer(derFromRaw(raw), raw.length)).toEqual(raw);
      }),
    );
  });

  test.each(['ES256', 'ES384', 'ES512'] as const)('of %s are signed and checked raw', async (algorithm) => {
    const signer = createNodeSigner(generatePrivateJwk(algorithm));
    const data = Uint8Array.of(1, 2, 3);
    const signature = await signer.sign(data);
    const check = (bytes: Uint8Array) => nodeCrypto.verifySignature(algorithm, signer.publicJwk, data, bytes);
    expect(await check(signature)).toBe(true);
    expect(await check(signature.map((byte, index) => (index === 5 ? byte ^ 1 : byte)))).toBe(false);
    expect(await check(new Uint8Array(signature.length))).toBe(false);
    expect(await check(new Uint8Array(signature.length).fill(255))).toBe(false);
    expect(await check(signature.subarray(1))).toBe(false);
  });
});
