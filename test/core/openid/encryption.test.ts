import fc from 'fast-check';
import { exportJWK, generateKeyPair } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { PrivateJwk, publicJwkFrom } from '../../../core/keys/index.ts';
import {
  contentEncryptions,
  decryptMessage,
  type EncryptionKey,
  encryptMessage,
  findEncryptionKey,
  parseDecryptedResponse,
  parseDigitalResponse,
  parseEncryptedResponse,
} from '../../../core/openid/index.ts';

let privateJwk: PrivateJwk;
let key: EncryptionKey;
beforeAll(async () => {
  const pair = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
  privateJwk = PrivateJwk.parse(await exportJWK(pair.privateKey));
  const publicJwk = publicJwkFrom(privateJwk);
  if (publicJwk.kty !== 'EC') throw new Error('not P-256');
  key = { publicJwk, kid: 'k' };
});

describe('an encrypted message', () => {
  it.each(contentEncryptions)('comes back as it went, with %s', async (enc) => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' })), async (members) => {
        const plaintext = JSON.stringify(members);
        const opened = await decryptMessage(await encryptMessage({ plaintext, key, enc }), {
          privateJwk,
          kid: 'k',
        });
        expect(opened).toEqual({ ok: true, value: JSON.parse(plaintext) });
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    ['a list', '[]'],
    ['no JSON', 'vp_token'],
    ['a member twice', '{"state":"a","state":"b"}'],
  ])('with %s inside is refused', async (_name, plaintext) => {
    const jwe = await encryptMessage({ plaintext, key, enc: 'A128GCM' });
    expect((await decryptMessage(jwe, { privateJwk, kid: 'k' })).ok).toBe(false);
  });

  it('with a point that is not on the curve is refused like any other', async () => {
    const [, ...parts] = (await encryptMessage({ plaintext: '{}', key, enc: 'A128GCM' })).split('.');
    const epk = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) };
    const header = { alg: 'ECDH-ES', enc: 'A128GCM', kid: 'k', epk };
    const jwe = [Buffer.from(JSON.stringify(header)).toString('base64url'), ...parts].join('.');
    expect(await decryptMessage(jwe, { privateJwk, kid: 'k' })).toEqual({
      ok: false,
      error: 'The response cannot be decrypted with the key of this request.',
    });
  });

  it('whatever it is, it is a result and never an exception', async () => {
    const jwe = await encryptMessage({ plaintext: '{}', key, enc: 'A128GCM' });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.array(fc.base64String(), { minLength: 5, maxLength: 5 }).map((p) => p.join('.')),
        ),
        fc.nat(jwe.length - 1),
        async (text, at) => {
          expect((await decryptMessage(text, { privateJwk, kid: 'k' })).ok).toBe(false);
          const changed = `${jwe.slice(0, at)}${jwe[at] === 'A' ? 'B' : 'A'}${jwe.slice(at + 1)}`;
          const opened = await decryptMessage(changed, { privateJwk, kid: 'k' });
          if (opened.ok) expect(opened.value).toEqual({});
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('what a wallet sends', () => {
  it('is a key, an answer or a problem, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), fc.dictionary(fc.string(), fc.anything()), (value, members) => {
        findEncryptionKey(value);
        findEncryptionKey({ keys: [value, members] });
        parseEncryptedResponse(value);
        parseEncryptedResponse({ ...members, response: value });
        expect(parseDigitalResponse({ ...members, vp_token: value }, ['dc+sd-jwt']).ok && value).toBe(false);
        expect(parseDecryptedResponse({ ...members, state: value }, ['dc+sd-jwt']).ok).toBe(false);
      }),
    );
  });
});
