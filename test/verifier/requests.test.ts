import { createHash, X509Certificate } from 'node:crypto';
import { compactVerify, decodeProtectedHeader, importX509 } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDcqlQuery, parseAuthorizationResponse, purposes } from '../../core/openid/index.ts';
import { bearer, fetchRequest, look, open, postForm, postJson } from './calls.ts';
import { apiKey, createWorld, lenderKey, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const create = (body: unknown, headers?: Record<string, string>): Promise<Response> =>
  postJson(`${world.url}/api/v1/requests`, body, headers);

describe('asking for a purpose', () => {
  it.each(['employer', 'platform'])('is open to anybody for %s', async (purpose) => {
    const response = await create({ purpose });
    expect(response.status).toBe(201);
    const body = await response.json();
    expect(Object.keys(body).sort()).toEqual(['expiresAt', 'id', 'pageUrl', 'requestUri']);
    expect(body.requestUri).toMatch(/^openid4vp:\/\/\?client_id=x509_hash/);
    expect(body.pageUrl).toBe(`${world.url}/requests/${body.id}`);
    expect(response.headers.get('api-version')).toBe('1.0.0');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it.each(['uwv', 'lender'])('needs a key for %s', async (purpose) => {
    expect((await create({ purpose })).status).toBe(401);
    expect((await create({ purpose }, bearer('some-key-that-nobody-gave'))).status).toBe(401);
    expect((await create({ purpose }, bearer(apiKey))).status).toBe(201);
  });

  it('needs a key that is for the purpose', async () => {
    expect((await create({ purpose: 'lender' }, bearer(lenderKey))).status).toBe(201);
    expect((await create({ purpose: 'uwv' }, bearer(lenderKey))).status).toBe(403);
    expect((await create({ purpose: 'employer' }, bearer(lenderKey))).status).toBe(403);
  });

  it.each([
    {},
    { purpose: 'curiosity' },
    { purpose: 'constructor' },
    { purpose: 'employer', claims: ['birthDate'] },
    { purpose: 'employer', formats: [] },
    { purpose: 'employer', formats: ['mso_mdoc'] },
    [],
  ])('is refused as %j', async (body) => {
    const response = await create(body);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });
});

describe('the request object', () => {
  it.each(purposes)('is signed, by reference, and asks what %s asks', async (purpose) => {
    const opened = await open(world, purpose, apiKey);
    const link = new URL(opened.requestUri);
    const response = await fetch(link.searchParams.get('request_uri') ?? '', { redirect: 'error' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/oauth-authz-req+jwt');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const jwt = await response.text();
    const header = decodeProtectedHeader(jwt);
    expect(header).toMatchObject({ alg: 'ES256', typ: 'oauth-authz-req+jwt' });
    const [leaf = ''] = header.x5c ?? [];
    const pem = `-----BEGIN CERTIFICATE-----\n${leaf}\n-----END CERTIFICATE-----`;
    const { payload } = await compactVerify(jwt, await importX509(pem, 'ES256'));
    const request = JSON.parse(new TextDecoder().decode(payload));

    const hash = createHash('sha256').update(Buffer.from(leaf, 'base64')).digest('base64url');
    expect(request.client_id).toBe(`x509_hash:${hash}`);
    expect(request.client_id).toBe(link.searchParams.get('client_id'));
    expect(header.x5c).toHaveLength(1);
    const certificate = new X509Certificate(Buffer.from(leaf, 'base64'));
    expect(certificate.subject).not.toBe(certificate.issuer);
    expect(
      certificate.verify(new X509Certificate(Buffer.from(world.identity.anchor, 'base64')).publicKey),
    ).toBe(true);
    expect(certificate.subjectAltName).toContain('DNS:localhost');

    expect(request).toMatchObject({
      response_type: 'vp_token',
      response_mode: 'direct_post',
      response_uri: `${world.url}/response/${opened.id}`,
      aud: 'https://self-issued.me/v2',
      dcql_query: createDcqlQuery(purpose),
      verifier_info: [{ format: 'kluscv-purpose', data: { purpose } }],
    });
    expect(request).not.toHaveProperty('redirect_uri');
    expect(request.client_metadata.vp_formats_supported['dc+sd-jwt']['kb-jwt_alg_values']).toContain('ES256');
    expect(request.client_metadata).not.toHaveProperty('jwks');
    expect(Buffer.from(request.nonce, 'base64url').length).toBeGreaterThanOrEqual(16);
    expect(request.exp * 1000).toBe(Date.parse(opened.expiresAt));
    expect(parseAuthorizationResponse({ state: request.state, error: 'x' }, []).ok).toBe(true);
  });

  it('has its own nonce and state in every session, and neither is the id or the cookie', async () => {
    const opened = await Promise.all([open(world, 'employer'), open(world, 'employer')]);
    const requests = await Promise.all(opened.map(fetchRequest));
    const randoms = [
      ...requests.flatMap(({ nonce, state }) => [nonce, state]),
      ...opened.flatMap(({ id, cookie }) => [id, cookie]),
    ];
    expect(new Set(randoms).size).toBe(8);
  });

  it('echoes the wallet’s nonce when it is posted, and takes flattened metadata', async () => {
    const { id } = await open(world, 'employer');
    const posted = await postForm(`${world.url}/request/${id}`, {
      wallet_nonce: 'n-1',
      vp_formats_supported: '{}',
    });
    const [, payload = ''] = (await posted.text()).split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({ wallet_nonce: 'n-1' });
    expect((await fetch(`${world.url}/request/${id}`, { method: 'POST' })).status).toBe(200);
  });

  it('is refused clearly when the wallet wants it encrypted', async () => {
    const { id } = await open(world, 'employer');
    const posted = await postForm(`${world.url}/request/${id}`, { wallet_metadata: '{"jwks":{"keys":[]}}' });
    expect(posted.status).toBe(400);
  });

  it('is not there for a session that does not exist', async () => {
    expect((await fetch(`${world.url}/request/none`)).status).toBe(404);
  });
});

describe('the state of a request', () => {
  it('is shown to the browser that asked, and to a key', async () => {
    const opened = await open(world, 'employer');
    expect(await look(world, opened)).toEqual({
      id: opened.id,
      flow: 'cross-device',
      state: 'waiting',
      purpose: 'employer',
      expiresAt: opened.expiresAt,
      requestUri: opened.requestUri,
    });
    const withKey = await fetch(`${world.url}/api/v1/requests/${opened.id}`, { headers: bearer(apiKey) });
    expect(withKey.status).toBe(200);
  });

  it('is shown to nobody else: not by id, not by state, not by another session’s cookie (VER-24)', async () => {
    const opened = await open(world, 'employer');
    const other = await open(world, 'employer');
    const { state } = await fetchRequest(opened);
    const address = `${world.url}/api/v1/requests/${opened.id}`;
    for (const headers of [{}, { cookie: other.cookie }, { cookie: `kluscv_viewer=${state}` }]) {
      expect((await fetch(address, { headers })).status).toBe(401);
    }
    expect((await fetch(`${address}?state=${state}`)).status).toBe(401);
    expect((await fetch(address, { headers: bearer('some-key-that-nobody-gave') })).status).toBe(401);
    expect((await fetch(`${world.url}/api/v1/requests/${state}`, { headers: bearer(apiKey) })).status).toBe(
      404,
    );
  });

  it('hangs on a cookie that scripts and other sites cannot use', async () => {
    const response = await create({ purpose: 'employer' });
    const { id } = await response.json();
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    expect(cookie).toContain(`Path=/api/v1/requests/${id}`);
  });

  it('comes as an event the moment that it changes, and the stream ends with the session', async () => {
    const opened = await open(world, 'employer');
    const request = await fetchRequest(opened);
    const stream = await fetch(`${world.url}/api/v1/requests/${opened.id}`, {
      headers: { cookie: opened.cookie, accept: 'text/event-stream' },
    });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    await postForm(request.response_uri, { state: request.state, error: 'access_denied' });
    const events = (await stream.text()).split('\n\n').filter((event) => event.startsWith('data: '));
    const states = events.map((event) => JSON.parse(event.slice('data: '.length)).state);
    expect(states).toEqual(['waiting', 'refused']);
  });
});
