import { describe, expect, it } from 'vitest';
import { fromUtf8, toBase64Url, toUtf8 } from '../../../core/bytes.ts';
import type { PublicJwk } from '../../../core/keys/jwk.ts';
import { parseJws, signJws, verifyJws, verifyParsedJws } from '../../../core/proof/jws.ts';
import { createNodeSigner, generatePrivateJwk, nodeCrypto } from '../../../server/node-crypto.ts';
import { webCrypto } from '../../../ui/web-crypto.ts';

const rfc7515Key: PublicJwk = {
  kty: 'EC',
  crv: 'P-256',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
};
const rfc7515Jws =
  'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ' +
  '.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q';

const rfc8037Key = {
  kty: 'OKP',
  crv: 'Ed25519',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
} as const;
const rfc8037Jws =
  'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc' +
  '.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg';

const signer = createNodeSigner(generatePrivateJwk('ES256'));
const key = signer.publicJwk;
const sign = (header: Record<string, unknown>, payload: Record<string, unknown> = { a: 1 }) =>
  signJws({ header, payload }, signer);

/** Signs a header text as it stands: for headers that no honest signer makes. */
const signRaw = async (header: string, payload = '{"a":1}') => {
  const input = `${toBase64Url(toUtf8(header))}.${toBase64Url(toUtf8(payload))}`;
  return `${input}.${toBase64Url(await signer.sign(toUtf8(input)))}`;
};

const codeOf = async (jws: string, publicJwk: PublicJwk = key) => {
  const verified = await verifyJws(jws, publicJwk, nodeCrypto);
  return verified.ok ? 'ok' : verified.error.code;
};

describe.each([
  ['node:crypto', nodeCrypto],
  ['WebCrypto', webCrypto],
])('a JWS under %s', (_, crypto) => {
  it('of RFC 7515 appendix A.3 verifies', async () => {
    const verified = await verifyJws(rfc7515Jws, rfc7515Key, crypto);
    expect(verified).toEqual({
      ok: true,
      value: {
        header: { alg: 'ES256' },
        payload: { iss: 'joe', exp: 1300819380, 'http://example.com/is_root': true },
      },
    });
  });

  it('of RFC 8037 appendix A.4 verifies', async () => {
    const parsed = parseJws(rfc8037Jws);
    if (!parsed.ok) throw new Error(parsed.error.message);
    const { kty, crv, x } = rfc8037Key;
    expect(await verifyParsedJws(parsed.value, { kty, crv, x }, crypto)).toMatchObject({ ok: true });
    expect(fromUtf8(parsed.value.payloadBytes)).toBe('Example of Ed25519 signing');
  });
});

describe('signing', () => {
  it('gives the JWS of RFC 8037 appendix A.4, byte by byte', async () => {
    const signed = await signJws(
      { header: {}, payload: toUtf8('Example of Ed25519 signing') },
      createNodeSigner(rfc8037Key),
    );
    expect(signed).toBe(rfc8037Jws);
  });

  it('refuses a header that names another algorithm', async () => {
    await expect(sign({ alg: 'EdDSA' })).rejects.toMatchObject({ code: 'invalid_request' });
  });
});

describe('a JWS is refused', () => {
  it('with a changed header, payload or signature', async () => {
    const [header = '', payload = '', signature = ''] = (await sign({ typ: 'JWT' })).split('.');
    expect(await codeOf(`${toBase64Url(toUtf8('{"alg":"ES256","typ":"X"}'))}.${payload}.${signature}`)).toBe(
      'jws_signature',
    );
    expect(await codeOf(`${header}.${toBase64Url(toUtf8('{"a":2}'))}.${signature}`)).toBe('jws_signature');
    expect(await codeOf(`${header}.${payload}.${toBase64Url(new Uint8Array(64))}`)).toBe('jws_signature');
  });

  it('with alg none, a shared secret, or the algorithm of another key', async () => {
    for (const alg of ['none', 'HS256', 'ES384', 'EdDSA', 'es256', '']) {
      expect(await codeOf(await signRaw(JSON.stringify({ alg }))), alg).toBe('jws_algorithm');
    }
    expect(await codeOf(await signRaw('{}'))).toBe('jws_algorithm');
    expect(await codeOf(await sign({}), createNodeSigner(generatePrivateJwk('EdDSA')).publicJwk)).toBe(
      'jws_algorithm',
    );
  });

  it('with a DER signature in place of r and s', async () => {
    const [header = '', payload = '', signature = ''] = (await sign({})).split('.');
    expect(await codeOf(`${header}.${payload}.MEUC${signature.slice(4)}AAAA`)).toBe('jws_signature');
  });

  it('with a signature of another length, whatever the library makes of it', async () => {
    const parsed = parseJws(await sign({}));
    if (!parsed.ok) throw new Error(parsed.error.message);
    const easy = { verifySignature: async () => true };
    expect(await verifyParsedJws(parsed.value, key, easy)).toMatchObject({ ok: true });
    for (const length of [0, 63, 65]) {
      const verified = await verifyParsedJws(
        { ...parsed.value, signature: new Uint8Array(length) },
        key,
        easy,
      );
      expect(verified).toMatchObject({ ok: false, error: { code: 'jws_signature' } });
    }
  });

  it('with any crit, since no extension is understood', async () => {
    expect(await codeOf(await sign({ crit: ['b64'], b64: false }))).toBe('jws_critical');
    expect(await codeOf(await sign({ crit: [] }))).toBe('jws_critical');
  });

  it('with a member named twice, in the header or in the payload', async () => {
    expect(await codeOf(await signRaw('{"alg":"none","alg":"ES256"}'))).toBe('jws_malformed');
    expect(await codeOf(await signRaw('{"alg":"ES256","\\u0061lg":"ES256"}'))).toBe('jws_malformed');
    expect(await codeOf(await signRaw('{"alg":"ES256"}', '{"a":{"b":1,"b":2}}'))).toBe('jws_malformed');
  });

  it('with parts missing, too many, or not base64url of JSON objects', async () => {
    const jws = await sign({});
    const [header = '', payload = '', signature = ''] = jws.split('.');
    for (const text of [`${header}.!.${signature}`, `${header}.${payload}.!`, `!.${payload}.${signature}`])
      expect(await codeOf(text), text.slice(0, 10)).toBe('jws_malformed');
    for (const text of ['', '.', '..', 'a.b.c', `${jws}.`, `${jws}=`, ` ${jws}`, jws.replace('.', '..')]) {
      expect(await codeOf(text), text.slice(0, 10)).toBe('jws_malformed');
    }
    expect(await codeOf(await signRaw('[]'))).toBe('jws_malformed');
    expect(await codeOf(await signRaw('{"alg":"ES256"}', '"text"'))).toBe('jws_malformed');
  });

  it('when it is nested too deeply or too long', async () => {
    const deep = `{"a":${'['.repeat(100)}${']'.repeat(100)}}`;
    expect(await codeOf(await signRaw('{"alg":"ES256"}', deep))).toBe('jws_malformed');
    expect(await codeOf('a'.repeat(5_000_000))).toBe('jws_malformed');
    expect(await codeOf(await sign({}, { a: 'x'.repeat(3_100_000) }))).toBe('jws_malformed');
  });
});
