/** Codes and nonces: evenly drawn, recognised, and never guessed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNonce, isFreshNonce } from '../../issuer/issue/nonce.ts';
import { parseCredentialRequest } from '../../issuer/issue/parse-credential-request.ts';
import { createPreAuthorizedCode } from '../../issuer/offer/secrets.ts';
import { createTxCode, hashTxCode, isTxCode } from '../../issuer/offer/tx-code.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';

const key = nodeCrypto.randomBytes(32);

describe('a transaction code', () => {
  it('has six digits, leading zeros included', () => {
    expect(createTxCode(() => new Uint8Array([0, 0, 0, 7]))).toBe('000007');
    fc.assert(fc.property(fc.constant(null), () => /^\d{6}$/.test(createTxCode(nodeCrypto.randomBytes))));
  });

  it('draws again where the remainder would favour low codes', () => {
    const draws = [new Uint8Array([255, 255, 255, 255]), new Uint8Array([0, 0, 0, 1])];
    expect(createTxCode(() => draws.shift() ?? new Uint8Array(4))).toBe('000001');
  });

  it('is known by a hash that needs the key and belongs to one offer', () => {
    const kept = { txCodeId: 'a', hash: hashTxCode(key, 'a', '123456') };
    expect(isTxCode(key, kept, '123456')).toBe(true);
    expect(isTxCode(key, { ...kept, txCodeId: 'b' }, '123456')).toBe(false);
    expect(isTxCode(nodeCrypto.randomBytes(32), kept, '123456')).toBe(false);
  });
});

describe('a nonce', () => {
  it('is fresh for five minutes, under its own key', () => {
    const now = new Date('2026-01-01T00:00:00Z');
    const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
    const nonce = createNonce(key, nodeCrypto.randomBytes, now);
    expect(isFreshNonce(key, nonce, later(299))).toBe(true);
    expect(isFreshNonce(key, nonce, later(300))).toBe(false);
    expect(isFreshNonce(nodeCrypto.randomBytes(32), nonce, now)).toBe(false);
  });

  it('is never any other text', () => {
    fc.assert(fc.property(fc.string(), (text) => !isFreshNonce(key, text, new Date(0))));
  });
});

it('the code of an offer does not lead back to its address', () => {
  const code = createPreAuthorizedCode('secret');
  expect(code).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(createPreAuthorizedCode('secret')).toBe(code);
  expect(createPreAuthorizedCode('secret2')).not.toBe(code);
});

it('any JSON as a credential request gives a request or a refusal, never an exception', () => {
  const known = new Set(['kluscv-sd-jwt']);
  fc.assert(
    fc.property(fc.jsonValue(), (body) => {
      const parsed = parseCredentialRequest(body, known);
      return parsed.ok || /^[\x20-\x7e]+$/.test(parsed.error.description);
    }),
  );
});
