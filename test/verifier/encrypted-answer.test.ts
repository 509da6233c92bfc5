import { CompactEncrypt, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fetchRequest, look, type Opened, open, postForm, type RequestPayload } from './calls.ts';
import { createForeignWallet, encryptionOf } from './foreign-wallet.ts';
import { createOurWallet } from './our-wallet.ts';
import { createWorld, facts, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  vi.useFakeTimers({ now: world.now(), toFake: ['Date'] });
});
afterAll(async () => {
  vi.useRealTimers();
  await world.close();
});

const required = ['name', 'platform', 'gigsCompleted', 'firstGigDate', 'lastGigDate'];
type Metadata = { jwks: { keys: JWK[] }; encrypted_response_enc_values_supported: string[] };

const openEncrypted = async (): Promise<{ opened: Opened; request: RequestPayload; jwk: JWK }> => {
  const opened = await open(world, 'employer', undefined, { responseMode: 'direct_post.jwt' });
  const request = await fetchRequest(opened);
  const [jwk] = (request.client_metadata as Metadata).jwks.keys;
  if (jwk === undefined) throw new Error('the request has no key');
  return { opened, request, jwk };
};

const tokenFor = async (request: RequestPayload) => {
  const holder = world.newHolder();
  return { sd: [await world.present(await world.issue(facts, holder), holder, request, required)] };
};

const seal = async (
  members: object,
  jwk: JWK,
  header: { alg?: string; enc?: string; kid?: string | undefined } = {},
): Promise<string> => {
  const { alg = 'ECDH-ES', enc = 'A256GCM' } = header;
  const kid = 'kid' in header ? header.kid : jwk.kid;
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(members)))
    .setProtectedHeader({ alg, enc, ...(kid === undefined ? {} : { kid }) })
    .encrypt(await importJWK({ ...jwk, alg }, alg));
};

describe('a request for an encrypted answer (direct_post.jwt)', () => {
  it('brings a P-256 key of its own, with kid, alg and use, and both encryptions of HAIP', async () => {
    const [one, other] = [await openEncrypted(), await openEncrypted()];
    expect(one.request.response_mode).toBe('direct_post.jwt');
    expect(one.jwk).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ECDH-ES', use: 'enc' });
    expect(one.jwk.kid).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(one.jwk).not.toHaveProperty('d');
    expect(one.jwk.x).not.toBe(other.jwk.x);
    const { encrypted_response_enc_values_supported } = one.request.client_metadata as Metadata;
    expect(encrypted_response_enc_values_supported).toEqual(['A128GCM', 'A256GCM']);
    expect((await fetchRequest(one.opened)).client_metadata).toEqual(one.request.client_metadata);
  });

  it('keeps its private key encrypted, and not after the end', async () => {
    const { opened, request, jwk } = await openEncrypted();
    const kept = await world.store.requests.loadRequest(opened.id);
    expect(kept?.encryptionKey?.split('.')).toHaveLength(5);
    const response = await seal({ vp_token: await tokenFor(request), state: request.state }, jwk);
    expect((await postForm(request.response_uri, { response })).status).toBe(200);
    expect((await world.store.requests.loadRequest(opened.id))?.encryptionKey).toBeUndefined();
  });

  it.each(['A128GCM', 'A256GCM'])('is answered with %s', async (enc) => {
    const { opened, request, jwk } = await openEncrypted();
    const response = await seal({ vp_token: await tokenFor(request), state: request.state }, jwk, { enc });
    expect((await postForm(request.response_uri, { response })).status).toBe(200);
    expect((await look(world, opened)).report?.outcome).toBe('valid');
  });

  it('is answered by our own wallet', async () => {
    const opened = await open(world, 'employer', undefined, { responseMode: 'direct_post.jwt' });
    await (await createOurWallet(world)).answer(opened.requestUri);
    expect((await look(world, opened)).report?.outcome).toBe('valid');
  });

  it.each(['A128GCM', 'A256GCM'])('is answered by a wallet on @openid4vc 0.4, with %s', async (enc) => {
    const client = createForeignWallet();
    const opened = await open(world, 'employer', undefined, { responseMode: 'direct_post.jwt' });
    const { params } = client.parseOpenid4vpAuthorizationRequest({ authorizationRequest: opened.requestUri });
    const resolved = await client.resolveOpenId4vpAuthorizationRequest({
      authorizationRequestPayload: params,
    });
    const request = resolved.authorizationRequestPayload;
    const token = await tokenFor({
      ...(await fetchRequest(opened)),
      client_id: resolved.client.effective ?? '',
    });
    const { authorizationResponsePayload, jarm } = await client.createOpenid4vpAuthorizationResponse({
      authorizationRequestPayload: request,
      authorizationResponsePayload: { vp_token: { sd: token.sd as [string] } },
      jarm: encryptionOf(enc),
    });
    const submitted = await client.submitOpenid4vpAuthorizationResponse({
      authorizationRequestPayload: { response_uri: String(request.response_uri) },
      authorizationResponsePayload,
      jarm: { responseJwt: jarm?.responseJwt ?? '' },
    });
    expect(submitted.response.status).toBe(200);
    expect((await look(world, opened)).report?.outcome).toBe('valid');
  });

  it('may be refused in the open, and encrypted', async () => {
    const plain = await openEncrypted();
    const { state } = plain.request;
    expect((await postForm(plain.request.response_uri, { state, error: 'access_denied' })).status).toBe(200);
    expect(await look(world, plain.opened)).toMatchObject({ state: 'refused', reason: 'access_denied' });
    const closed = await openEncrypted();
    const response = await seal({ error: 'wallet_unavailable', state: closed.request.state }, closed.jwk);
    expect((await postForm(closed.request.response_uri, { response })).status).toBe(200);
    expect(await look(world, closed.opened)).toMatchObject({ reason: 'wallet_unavailable' });
  });
});

describe('an encrypted answer that is not the one that was asked for is refused, and the session goes on', () => {
  const expectRefused = async (opened: Opened, response: Response): Promise<void> => {
    expect(response.status).toBe(400);
    expect((await response.json()).error).toBe('invalid_request');
    expect((await look(world, opened)).state).toBe('waiting');
  };

  it('when it is encrypted to another key under the same kid', async () => {
    const { opened, request, jwk } = await openEncrypted();
    const { publicKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256' });
    const other = { ...(await exportJWK(publicKey)), kid: jwk.kid ?? '' };
    const response = await seal({ vp_token: await tokenFor(request), state: request.state }, other);
    await expectRefused(opened, await postForm(request.response_uri, { response }));
  });

  it('when it is encrypted to the key of another request', async () => {
    const { opened, request } = await openEncrypted();
    const other = await openEncrypted();
    const response = await seal({ vp_token: await tokenFor(request), state: request.state }, other.jwk);
    await expectRefused(opened, await postForm(request.response_uri, { response }));
  });

  it.each([
    ['names no key', { kid: undefined }],
    ['names another key', { kid: 'other' }],
    ['uses an encryption that was not offered', { enc: 'A128CBC-HS256' }],
    ['uses another encryption that was not offered', { enc: 'A192GCM' }],
    ['wraps a key instead of agreeing on one', { alg: 'ECDH-ES+A256KW' }],
  ])('when it %s', async (_name, header) => {
    const { opened, request, jwk } = await openEncrypted();
    const response = await seal({ vp_token: await tokenFor(request), state: request.state }, jwk, header);
    await expectRefused(opened, await postForm(request.response_uri, { response }));
  });

  it('when it is encrypted with RSA, or says so', async () => {
    const { opened, request, jwk } = await openEncrypted();
    const { publicKey } = await generateKeyPair('RSA-OAEP-256');
    const rsa = { ...(await exportJWK(publicKey)), kid: jwk.kid ?? '' };
    const members = { vp_token: await tokenFor(request), state: request.state };
    const response = await seal(members, rsa, { alg: 'RSA-OAEP-256' });
    await expectRefused(opened, await postForm(request.response_uri, { response }));
    const [, ...parts] = (await seal(members, jwk)).split('.');
    const header = { alg: 'dir', enc: 'A256GCM', kid: jwk.kid };
    const forged = [Buffer.from(JSON.stringify(header)).toString('base64url'), ...parts].join('.');
    await expectRefused(opened, await postForm(request.response_uri, { response: forged }));
  });

  it.each([
    ['asks for an extension', { crit: ['x'], x: 1 }],
    ['is packed', { zip: 'DEF' }],
  ])('when it %s', async (_name, more) => {
    const { opened, request, jwk } = await openEncrypted();
    const [header = '', ...parts] = (await seal({ state: request.state }, jwk)).split('.');
    const members = JSON.parse(Buffer.from(header, 'base64url').toString());
    const changed = Buffer.from(JSON.stringify({ ...members, ...more })).toString('base64url');
    await expectRefused(
      opened,
      await postForm(request.response_uri, { response: [changed, ...parts].join('.') }),
    );
  });

  it('when it was changed on the way, is no JWE, or has an unreadable header', async () => {
    const { opened, request, jwk } = await openEncrypted();
    const whole = await seal({ vp_token: await tokenFor(request), state: request.state }, jwk);
    const parts = whole.split('.');
    const cut = parts.map((part, index) => (index === 3 ? `${part.slice(0, -4)}AAAA` : part)).join('.');
    for (const response of [cut, 'nothing', '....', 'e30....', parts.slice(0, 4).join('.')])
      await expectRefused(opened, await postForm(request.response_uri, { response }));
  });

  it('when the state inside is that of another session', async () => {
    const { opened, request, jwk } = await openEncrypted();
    const other = await openEncrypted();
    const response = await seal({ vp_token: await tokenFor(request), state: other.request.state }, jwk);
    await expectRefused(opened, await postForm(request.response_uri, { response }));
  });
});

describe('an answer in the open where an encrypted one was asked for', () => {
  it('is refused and ends the session', async () => {
    const { opened, request } = await openEncrypted();
    const vp_token = JSON.stringify(await tokenFor(request));
    const response = await postForm(request.response_uri, { state: request.state, vp_token });
    expect(response.status).toBe(400);
    const view = await look(world, opened);
    expect([view.state, view.report?.outcome]).toEqual(['received', 'malformed']);
    expect(JSON.stringify(view)).not.toContain('Sanne');
  });

  it('is refused beside an encrypted one as well', async () => {
    const { request, jwk } = await openEncrypted();
    const token = await tokenFor(request);
    const response = await seal({ vp_token: token, state: request.state }, jwk);
    const form = { response, state: request.state, vp_token: JSON.stringify(token) };
    expect((await postForm(request.response_uri, form)).status).toBe(400);
  });
});

it('an encrypted answer is refused where none was asked for', async () => {
  const opened = await open(world, 'employer');
  const request = await fetchRequest(opened);
  const { jwk } = await openEncrypted();
  const response = await seal({ vp_token: await tokenFor(request), state: request.state }, jwk);
  expect((await postForm(request.response_uri, { response })).status).toBe(400);
  expect((await look(world, opened)).state).toBe('waiting');
});
