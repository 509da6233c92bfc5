import {
  compactDecrypt,
  compactVerify,
  decodeJwt,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  importJWK,
} from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { look, open, postForm } from './calls.ts';
import { createOurWallet } from './our-wallet.ts';
import { createWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  vi.useFakeTimers({ now: world.now(), toFake: ['Date'] });
});
afterAll(async () => {
  vi.useRealTimers();
  await world.close();
});

const createKey = async (kid?: string) => {
  const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
  const publicJwk = { ...(await exportJWK(publicKey)), ...(kid === undefined ? {} : { kid }) };
  return { publicJwk, privateJwk: await exportJWK(privateKey), privateKey };
};

const post = async (form: Record<string, string>): Promise<Response> => {
  const { id } = await open(world, 'employer');
  return postForm(`${world.url}/request/${id}`, form);
};

describe('a request object that a wallet asks for by POST', () => {
  it('is answered by our own wallet, whose nonce it repeats', async () => {
    const opened = await open(world, 'employer', undefined, { requestUriMethod: 'post' });
    expect(opened.requestUri).toContain('request_uri_method=post');
    await (await createOurWallet(world)).answer(opened.requestUri);
    expect((await look(world, opened)).report?.outcome).toBe('valid');
  });

  it('comes encrypted to the key that the wallet posts, still signed inside', async () => {
    const { publicJwk, privateKey } = await createKey('wallet-1');
    const metadata = {
      jwks: { keys: [{ ...publicJwk, alg: 'ECDH-ES', use: 'enc' }] },
      request_object_encryption_enc_values_supported: ['A256GCM'],
    };
    const response = await post({ wallet_metadata: JSON.stringify(metadata), wallet_nonce: 'n-1' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/oauth-authz-req+jwt');
    const jwe = await response.text();
    expect(decodeProtectedHeader(jwe)).toMatchObject({
      alg: 'ECDH-ES',
      enc: 'A256GCM',
      kid: 'wallet-1',
      cty: 'JWT',
    });
    const { plaintext } = await compactDecrypt(jwe, privateKey);
    const jwt = new TextDecoder().decode(plaintext);
    await compactVerify(jwt, await importJWK({ ...world.identity.signer.publicJwk }, 'ES256'));
    expect(decodeJwt(jwt)).toMatchObject({ wallet_nonce: 'n-1', client_id: world.identity.clientId });
  });

  it('comes encrypted also when the metadata is flattened into the form, as @openid4vc 0.4 does', async () => {
    const { publicJwk, privateKey } = await createKey();
    const response = await post({ jwks: JSON.stringify({ keys: [publicJwk] }), vp_formats_supported: '{}' });
    const jwe = await response.text();
    expect(decodeProtectedHeader(jwe)).toMatchObject({ alg: 'ECDH-ES', enc: 'A128GCM' });
    expect(decodeProtectedHeader(jwe)).not.toHaveProperty('kid');
    const { plaintext } = await compactDecrypt(jwe, privateKey);
    expect(decodeJwt(new TextDecoder().decode(plaintext)).client_id).toBe(world.identity.clientId);
  });

  it.each([
    ['no key', { keys: [] }],
    ['a key that is not for encryption', { keys: [{ use: 'sig' }] }],
    ['an RSA key', { keys: [{ kty: 'RSA', n: 'AQAB', e: 'AQAB' }] }],
    ['a private key', { keys: [{ d: 'A'.repeat(43) }] }],
    ['keys for another algorithm', { keys: [{ alg: 'ECDH-ES+A128KW' }] }],
    ['keys that are no list', { keys: 'all' }],
  ])('is refused, and does not come in the open, for a wallet with %s', async (_name, jwks) => {
    const { publicJwk } = await createKey();
    const keys = Array.isArray(jwks.keys)
      ? jwks.keys.map((change) => ({ ...publicJwk, ...change }))
      : jwks.keys;
    const response = await post({ wallet_metadata: JSON.stringify({ jwks: { keys } }) });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });

  it('is refused for a wallet that takes no encryption of ours, or has its keys elsewhere', async () => {
    const { publicJwk } = await createKey();
    const jwks = { keys: [publicJwk] };
    const metadata = { jwks, request_object_encryption_enc_values_supported: ['A128CBC-HS256'] };
    expect((await post({ wallet_metadata: JSON.stringify(metadata) })).status).toBe(400);
    expect((await post({ wallet_metadata: '{"jwks_uri":"https://wallet.example/keys"}' })).status).toBe(400);
    expect((await post({ wallet_metadata: 'nothing' })).status).toBe(400);
    expect((await post({ jwks: 'nothing' })).status).toBe(400);
  });
});
