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

  it('is refused unless it is made as was offered, and with what was asked', async () => {
    const jwe = await encryptMessage({ plaintext: '{}', key, enc: 'A128GCM' });
    const [first = '', ...parts] = jwe.split('.');
    const old = JSON.parse(Buffer.from(first, 'base64url').toString());
    const messageOf = async (text: string) => {
      const opened = await decryptMessage(text, { privateJwk, kid: 'k' });
      return opened.ok ? 'opened' : opened.error;
    };
    const withHeader = (change: object) =>
      messageOf(
        [Buffer.from(JSON.stringify({ ...old, ...change })).toString('base64url'), ...parts].join('.'),
      );
    expect(await messageOf(jwe)).toBe('opened');
    expect(await withHeader({ crit: ['exp'] })).toContain('extension');
    expect(await withHeader({ zip: 'DEF' })).toContain('extension');
    expect(await withHeader({ alg: 'ECDH-ES+A128KW' })).toContain('with ECDH-ES');
    expect(await withHeader({ enc: 'A128CBC-HS256' })).toContain('was not offered');
    expect(await withHeader({ kid: 'other' })).toContain('"kid"');
    expect(await withHeader({ more: 1 })).toContain('cannot be decrypted');
    const otherKid = await encryptMessage({ plaintext: '{}', key: { ...key, kid: 'other' }, enc: 'A128GCM' });
    expect(await messageOf(otherKid)).toContain('"kid"');
    const unnamed = await encryptMessage({
      plaintext: '{}',
      key: { publicJwk: key.publicJwk },
      enc: 'A128GCM',
    });
    expect(await messageOf(unnamed)).toContain('"kid"');
    for (const text of [
      '',
      'a.b.c.d',
      `${jwe}.e`,
      `!.${parts.join('.')}`,
      `W10.${parts.join('.')}`,
      `e30x.${parts.join('.')}`,
    ])
      expect(await messageOf(text), text.slice(0, 5)).toBe('The response is not a compact JWE.');
    expect(await messageOf(`${jwe}${'A'.repeat(2_000_000)}`)).toBe('The encrypted response is too long.');
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

describe('a key to encrypt to', () => {
  const find = (...keys: unknown[]) => findEncryptionKey({ keys });

  it('is the first of a set that is made for it', () => {
    const { publicJwk } = key;
    expect(find(publicJwk)).toStrictEqual({ publicJwk });
    expect(find({ ...publicJwk, kid: 'a', use: 'enc', alg: 'ECDH-ES' })).toEqual({ publicJwk, kid: 'a' });
    const ed25519 = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
    const unfit = [
      ...[null, 'x', {}, privateJwk, ed25519, { ...publicJwk, use: 'sig' }, { ...publicJwk, alg: 'ES256' }],
      ...[
        { ...publicJwk, kid: 7 },
        { ...publicJwk, kid: 'a'.repeat(257) },
        { ...publicJwk, y: publicJwk.x },
      ],
    ];
    for (const one of unfit) expect(find(one), JSON.stringify(one)).toBeUndefined();
    expect(find(...unfit, { ...publicJwk, kid: 'b' })).toEqual({ publicJwk, kid: 'b' });
  });

  it('is looked for in a set of twenty at most, and in nothing else', () => {
    const many = (length: number) => Array.from({ length }, () => key.publicJwk);
    expect(find(...many(20))).toBeDefined();
    expect(find(...many(21))).toBeUndefined();
    for (const value of [null, 'x', {}, { keys: 'x' }, { keys: {} }])
      expect(findEncryptionKey(value)).toBeUndefined();
  });
});

describe('the answer to a question that asked for encryption', () => {
  const state = 'A'.repeat(43);
  const messageOf = (form: unknown) => {
    const parsed = parseEncryptedResponse(form);
    return parsed.ok ? parsed.value.kind : [parsed.error.message.slice(0, 30), parsed.error.state];
  };

  it('is encrypted, or a refusal in the open that says for which session', () => {
    expect(parseEncryptedResponse({ response: 'a.b.c.d.e' })).toEqual({
      ok: true,
      value: { kind: 'encrypted', jwe: 'a.b.c.d.e' },
    });
    expect(parseEncryptedResponse({ error: 'access_denied', state })).toEqual({
      ok: true,
      value: { kind: 'error', error: 'access_denied', state },
    });
  });

  it('is nothing else', () => {
    expect(messageOf({ response: 'a', vp_token: '{}', state })).toEqual([
      'This session asked for an encr',
      state,
    ]);
    expect(messageOf({ vp_token: '{}' })).toEqual(['This session asked for an encr', undefined]);
    for (const form of [
      { state },
      { response: 'a', error: 'x', state },
      { response: 7, error: 'x', state },
      { response: ['a'], state },
    ])
      expect(messageOf(form), JSON.stringify(form)).toEqual(['The response must have one "re', state]);
    expect(messageOf({ error: 'access_denied' })).toEqual(['The response must name its ses', undefined]);
    expect(messageOf({ error: 7, state })).toEqual(['The "error" of the response is', state]);
    expect(messageOf('x')).toEqual(['The response is not a form.', undefined]);
  });

  it('names its session inside, where it is opened', () => {
    const members = { vp_token: { sd: ['a~b~'] } };
    expect(parseDecryptedResponse({ ...members, state }, ['dc+sd-jwt'])).toMatchObject({ ok: true });
    expect(parseDecryptedResponse(members, ['dc+sd-jwt'])).toMatchObject({ ok: false });
    expect(parseDecryptedResponse({ ...members, state }, ['ldp_vc'])).toMatchObject({
      ok: false,
      error: { state },
    });
    expect(parseDecryptedResponse({ error: 'access_denied', state }, ['dc+sd-jwt'])).toEqual({
      ok: true,
      value: { kind: 'error', error: 'access_denied', state },
    });
    expect(parseDigitalResponse({ ...members, error: 'access_denied' }, ['dc+sd-jwt'])).toMatchObject({
      ok: true,
      value: { kind: 'error' },
    });
    expect(parseDigitalResponse(members, ['dc+sd-jwt'])).toMatchObject({
      ok: true,
      value: { kind: 'presentation' },
    });
    expect(parseDigitalResponse({ ...members, response: 'a' }, ['dc+sd-jwt'])).toMatchObject({ ok: false });
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
