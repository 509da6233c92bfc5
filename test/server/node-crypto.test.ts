import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toUtf8 } from '../../core/bytes.ts';
import { PrivateJwk, publicJwkFrom } from '../../core/keys/index.ts';
import { decryptPrivateJwk, encryptPrivateJwk, parseKeySecret } from '../../server/key-vault.ts';
import {
  createNodeSigner,
  generateKeyPairs,
  generatePrivateJwk,
  nodeCrypto,
} from '../../server/node-crypto.ts';
import { generateWebSigner, webCrypto } from '../../ui/web-crypto.ts';

const data = toUtf8('klus');

describe.each(['ES256', 'EdDSA'] as const)('%s', async (algorithm) => {
  const signers = [
    ['node:crypto', createNodeSigner(generatePrivateJwk(algorithm))],
    ['WebCrypto', (await generateWebSigner(algorithm)).signer],
  ] as const;

  it.each(signers)('signed by %s holds under both ports, and only there', async (_, signer) => {
    const signature = await signer.sign(data);
    expect(signature.length).toBe(64);
    const other = createNodeSigner(generatePrivateJwk(algorithm)).publicJwk;
    for (const { verifySignature } of [nodeCrypto, webCrypto]) {
      expect(await verifySignature(algorithm, signer.publicJwk, data, signature)).toBe(true);
      expect(await verifySignature(algorithm, other, data, signature)).toBe(false);
      expect(await verifySignature(algorithm, signer.publicJwk, toUtf8('klas'), signature)).toBe(false);
      expect(await verifySignature(algorithm, signer.publicJwk, data, signature.subarray(1))).toBe(false);
      expect(await verifySignature(algorithm, signer.publicJwk, data, new Uint8Array(64))).toBe(false);
      const wrong = algorithm === 'ES256' ? 'EdDSA' : 'ES256';
      expect(await verifySignature(wrong, signer.publicJwk, data, signature)).toBe(false);
    }
  });

  it('is false, not an exception, for a key off the curve', async () => {
    const { publicJwk } = createNodeSigner(generatePrivateJwk('ES256'));
    const broken = { ...publicJwk, x: `${'A'.repeat(42)}E` };
    for (const { verifySignature } of [nodeCrypto, webCrypto]) {
      expect(await verifySignature('ES256', broken, data, new Uint8Array(64).fill(1))).toBe(false);
    }
  });
});

describe('the ports', () => {
  it('hash alike and give as many bytes as asked', async () => {
    expect(Buffer.from(await nodeCrypto.sha256(toUtf8('abc'))).toString('hex')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(await webCrypto.sha256(data)).toEqual(await nodeCrypto.sha256(data));
    for (const { randomBytes } of [nodeCrypto, webCrypto]) expect(randomBytes(33).length).toBe(33);
  });

  it('hash a text in parts as its bytes together, however long and in whatever letters', () => {
    const { hashText } = nodeCrypto;
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.nat(90_000).map((length) => 'é'.repeat(length)),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
        const bytes = Buffer.concat(parts.map((one) => Buffer.from(one)));
        expect(hashText?.('sha256', parts)).toBe(createHash('sha256').update(bytes).digest('hex'));
      }),
    );
  });

  it('keep a key of the browser inside', async () => {
    const { keyPair } = await generateWebSigner('ES256');
    expect(keyPair.privateKey.extractable).toBe(false);
  });
});

it('signatures of node:crypto are plain bytes: CBOR would write a Buffer as something else', async () => {
  for (const algorithm of ['ES256', 'ES384', 'ES512', 'EdDSA'] as const) {
    const signature = await createNodeSigner(generatePrivateJwk(algorithm)).sign(new Uint8Array(3));
    expect(Object.getPrototypeOf(signature)).toBe(Uint8Array.prototype);
  }
});

describe('the key vault', () => {
  const secret = nodeCrypto.randomBytes(32);

  it('gives back both keys of an issuer', async () => {
    for (const key of Object.values(generateKeyPairs())) {
      const kept = await encryptPrivateJwk(key, secret);
      expect(kept).not.toContain(key.d);
      expect(await decryptPrivateJwk(kept, [secret])).toEqual(key);
      expect(PrivateJwk.safeParse(publicJwkFrom(key)).success).toBe(false);
    }
  });

  it('does not open with another secret, nor damaged, and says nothing of the key', async () => {
    const key = generatePrivateJwk('EdDSA');
    const kept = await encryptPrivateJwk(key, secret);
    const damaged = `${kept.slice(0, -4)}AAAA`;
    for (const [text, with_] of [
      [kept, nodeCrypto.randomBytes(32)],
      [damaged, secret],
      ['x', secret],
    ] as const) {
      const error: unknown = await decryptPrivateJwk(text, [with_]).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'invalid_config' });
      expect(String(error)).not.toContain(key.d);
    }
  });

  it('takes a secret of 32 bytes of base64url and nothing else', () => {
    expect(parseKeySecret('A'.repeat(43)).length).toBe(32);
    for (const text of ['', 'geheim', 'A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}B`]) {
      expect(() => parseKeySecret(text), text).toThrow(/32 bytes/);
    }
  });
});
