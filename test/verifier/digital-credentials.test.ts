import { CompactEncrypt, decodeJwt, importJWK, type JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createDigitalResponse, parseDigitalRequest } from '../../wallet/flow/index.ts';
import {
  answer as answerByPost,
  bearer,
  fetchRequest,
  look,
  type Opened,
  open,
  postJson,
  type View,
} from './calls.ts';
import { createForeignWallet, encryptionOf } from './foreign-wallet.ts';
import { createOurWallet } from './our-wallet.ts';
import { apiKey, createWorld, facts, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  vi.useFakeTimers({ now: world.now(), toFake: ['Date'] });
});
afterAll(async () => {
  vi.useRealTimers();
  await world.close();
});

type Asked = { protocol: string; data: { request?: string; [member: string]: unknown } };
type OpenedDigital = Opened & { requests: Asked[] };
const required = ['name', 'platform', 'gigsCompleted', 'firstGigDate', 'lastGigDate'];
const protocols = ['openid4vp-v1-signed', 'openid4vp-v1-unsigned'];

async function ask(options: Record<string, unknown> = {}, key?: string): Promise<OpenedDigital> {
  const response = await postJson(
    `${world.url}/api/v1/digital-credential-requests`,
    { purpose: 'employer', ...options },
    key === undefined ? {} : bearer(key),
  );
  if (response.status !== 201) throw new Error(`asking answered ${response.status}`);
  const opened = await response.json();
  return { ...opened, cookie: (response.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '' };
}

const handIn = (opened: Opened, answer: unknown, headers?: Record<string, string>): Promise<Response> =>
  postJson(
    `${world.url}/api/v1/requests/${opened.id}/digital-credential`,
    answer,
    headers ?? { cookie: opened.cookie },
  );

const membersOf = ({
  data,
}: Asked): Record<string, unknown> & { nonce: string; client_metadata: { jwks?: { keys: JWK[] } } } =>
  JSON.parse(JSON.stringify(data.request === undefined ? data : decodeJwt(data.request)));

const first = ({ requests }: OpenedDigital): Asked => {
  const [request] = requests;
  if (request === undefined) throw new Error('nothing is asked');
  return request;
};

async function presentationFor(request: Asked, audience: string): Promise<string> {
  const holder = world.newHolder();
  const { nonce } = membersOf(request);
  return world.present(await world.issue(facts, holder), holder, { client_id: audience, nonce }, required);
}

describe('a question through the browser', () => {
  it('offers a signed and an unsigned request with the same question', async () => {
    const { requests, ...opened } = await ask();
    expect(opened).not.toHaveProperty('requestUri');
    expect(requests.map(({ protocol }) => protocol)).toEqual(protocols);
    const [signed, unsigned] = requests.map(membersOf);
    expect(signed).toMatchObject({
      response_type: 'vp_token',
      response_mode: 'dc_api.jwt',
      client_id: world.identity.clientId,
      expected_origins: [world.url],
    });
    for (const member of ['client_id', 'expected_origins', 'state', 'response_uri', 'aud'])
      expect(unsigned).not.toHaveProperty(member);
    for (const member of ['state', 'response_uri', 'redirect_uri']) expect(signed).not.toHaveProperty(member);
    expect(unsigned).toMatchObject({ nonce: signed?.nonce, client_metadata: signed?.client_metadata });
  });

  it.each(protocols.flatMap((protocol) => ['dc_api', 'dc_api.jwt'].map((mode) => [protocol, mode] as const)))(
    'is answered by our own wallet: %s, %s',
    async (protocol, responseMode) => {
      const opened = await ask({ protocols: [protocol], responseMode });
      const wallet = await createOurWallet(world);
      const request = await wallet.readDigital(first(opened), world.url);
      expect(request.audience).toBe(`origin:${world.url}`);
      expect(request.verifier.host).toBe(new URL(world.url).host);
      const answer = await createDigitalResponse({ request, vpToken: await wallet.tokenFor(request) });
      expect(Object.keys(answer.data)).toEqual([responseMode === 'dc_api' ? 'vp_token' : 'response']);
      const response = await handIn(opened, answer);
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ state: 'received', report: { outcome: 'valid' } });
      expect((await look(world, opened)).report?.outcome).toBe('valid');
    },
  );

  it.each(protocols)('is answered by a wallet on @openid4vc 0.4: %s', async (protocol) => {
    const opened = await ask({ protocols: [protocol] });
    const client = createForeignWallet();
    const asked = first(opened);
    const { params } = client.parseOpenid4vpAuthorizationRequest({ authorizationRequest: asked.data });
    const resolved = await client.resolveOpenId4vpAuthorizationRequest({
      authorizationRequestPayload: params,
      origin: world.url,
    });
    const { authorizationResponsePayload, jarm } = await client.createOpenid4vpAuthorizationResponse({
      authorizationRequestPayload: resolved.authorizationRequestPayload,
      authorizationResponsePayload: {
        vp_token: { sd: [await presentationFor(asked, `origin:${world.url}`)] },
      },
      jarm: encryptionOf('A128GCM'),
      origin: world.url,
    });
    expect(authorizationResponsePayload).toBeDefined();
    const response = await handIn(opened, { protocol, data: { response: jarm?.responseJwt } });
    expect(await response.json()).toMatchObject({ report: { outcome: 'valid' } });
  });

  it('may be asked for another page by a registered reader, and is then good on that origin only', async () => {
    const origin = 'https://site.example';
    const opened = await ask({ origin, purpose: 'uwv', responseMode: 'dc_api' }, apiKey);
    expect(membersOf(first(opened)).expected_origins).toEqual([origin]);
    const wallet = await createOurWallet(world);
    const request = await wallet.readDigital(first(opened), origin);
    const answer = await createDigitalResponse({ request, vpToken: await wallet.tokenFor(request) });
    const view: View = await (await handIn(opened, answer, bearer(apiKey))).json();
    expect(view.report?.outcome).toBe('valid');
  });

  it('ends when the worker says no, in the open or not', async () => {
    const opened = await ask();
    const response = await handIn(opened, { protocol: protocols[0], data: { error: 'access_denied' } });
    expect(await response.json()).toMatchObject({ state: 'refused', reason: 'access_denied' });
  });

  it('takes the data as text as well, as some browsers give it', async () => {
    const opened = await ask({ responseMode: 'dc_api' });
    const sd = [await presentationFor(first(opened), `origin:${world.url}`)];
    const data = JSON.stringify({ vp_token: { sd } });
    const view = await (await handIn(opened, { protocol: protocols[1], data })).json();
    expect(view.report.outcome).toBe('valid');
  });
});

describe('an answer through the browser is not believed', () => {
  const outcomeOf = async (opened: Opened, answer: unknown): Promise<string | undefined> => {
    const view: View = await (await handIn(opened, answer)).json();
    return view.report?.outcome;
  };

  it.each([
    ['another origin', () => 'origin:https://evil.example'],
    ['the same origin with a slash', () => `origin:${world.url}/`],
    ['the client id, as by link', () => world.identity.clientId],
    ['the origin without its prefix', () => world.url],
  ])('when the presentation is made out to %s', async (_name, audience) => {
    for (const protocol of protocols) {
      const opened = await ask({ protocols: [protocol], responseMode: 'dc_api' });
      const sd = [await presentationFor(first(opened), audience())];
      expect(await outcomeOf(opened, { protocol, data: { vp_token: { sd } } })).toBe('not_bound');
    }
  });

  it('when it was made for another question (nonce)', async () => {
    const [opened, other] = [await ask({ responseMode: 'dc_api' }), await ask({ responseMode: 'dc_api' })];
    const sd = [await presentationFor(first(other), `origin:${world.url}`)];
    expect(await outcomeOf(opened, { protocol: protocols[0], data: { vp_token: { sd } } })).toBe('not_bound');
  });

  it('when it is in the open where an encrypted one was asked for', async () => {
    const opened = await ask();
    const sd = [await presentationFor(first(opened), `origin:${world.url}`)];
    expect(await outcomeOf(opened, { protocol: protocols[0], data: { vp_token: { sd } } })).toBe('malformed');
  });

  it('when its text names a member twice', async () => {
    const opened = await ask({ responseMode: 'dc_api' });
    const sd = [await presentationFor(first(opened), `origin:${world.url}`)];
    const data = `{"vp_token":{"sd":[]},${JSON.stringify({ vp_token: { sd } }).slice(1)}`;
    expect(await outcomeOf(opened, { protocol: protocols[1], data })).toBe('malformed');
  });

  it('when it is encrypted to another question’s key, or without saying to which', async () => {
    for (const change of ['other key', 'no kid']) {
      const [opened, other] = [await ask(), await ask()];
      const [jwk] =
        membersOf(first(change === 'other key' ? other : opened)).client_metadata.jwks?.keys ?? [];
      const sd = [await presentationFor(first(opened), `origin:${world.url}`)];
      const response = await new CompactEncrypt(
        new TextEncoder().encode(JSON.stringify({ vp_token: { sd } })),
      )
        .setProtectedHeader({
          alg: 'ECDH-ES',
          enc: 'A256GCM',
          ...(change === 'no kid' ? {} : { kid: jwk?.kid ?? '' }),
        })
        .encrypt(await importJWK({ ...jwk }, 'ECDH-ES'));
      expect(await outcomeOf(opened, { protocol: protocols[0], data: { response } })).toBe('malformed');
    }
  });

  it('from another browser, or from none', async () => {
    const [opened, other] = [await ask({ responseMode: 'dc_api' }), await ask({ responseMode: 'dc_api' })];
    const sd = [await presentationFor(first(opened), `origin:${world.url}`)];
    const answer = { protocol: protocols[0], data: { vp_token: { sd } } };
    expect((await handIn(opened, answer, {})).status).toBe(401);
    expect((await handIn(opened, answer, { cookie: other.cookie })).status).toBe(401);
    expect((await look(world, opened)).state).toBe('waiting');
  });

  it('twice', async () => {
    const opened = await ask({ responseMode: 'dc_api' });
    const sd = [await presentationFor(first(opened), `origin:${world.url}`)];
    const answer = { protocol: protocols[0], data: { vp_token: { sd } } };
    expect((await handIn(opened, answer)).status).toBe(200);
    expect((await handIn(opened, answer)).status).toBe(409);
  });

  it('when the flows are mixed: by post for a question through the browser, and the other way round', async () => {
    const opened = await ask({ responseMode: 'dc_api' });
    expect((await fetch(`${world.url}/request/${opened.id}`)).status).toBe(404);
    const stored = await world.store.requests.loadRequest(opened.id);
    const request = {
      client_id: '',
      nonce: '',
      state: stored?.state ?? '',
      response_uri: `${world.url}/response/${opened.id}`,
    };
    const sd = [await presentationFor(first(opened), `origin:${world.url}`)];
    expect((await answerByPost(request, { sd })).status).toBe(400);
    expect((await look(world, opened)).state).toBe('waiting');

    const byLink = await open(world, 'employer');
    await fetchRequest(byLink);
    expect((await handIn(byLink, { protocol: protocols[0], data: { vp_token: { sd } } })).status).toBe(409);
    expect((await look(world, byLink)).state).toBe('waiting');
  });

  it.each([
    ['a protocol that was not asked for', { protocol: 'org-iso-mdoc', data: { vp_token: {} } }],
    ['data that is no JSON', { protocol: protocols[0], data: 'nothing' }],
    ['no answer in it', { protocol: protocols[0], data: {} }],
  ])('with %s', async (_name, answer) => {
    expect(await outcomeOf(await ask({ responseMode: 'dc_api' }), answer)).toBe('malformed');
  });
});

describe('our own wallet does not answer', () => {
  it('a signed request on a page that it was not made for', async () => {
    const { ports } = await createOurWallet(world);
    const { protocol, data } = first(await ask());
    const read = await parseDigitalRequest({ protocol, data, origin: 'https://evil.example' }, ports);
    expect(read).toMatchObject({ ok: false, error: { code: 'request_not_genuine' } });
  });

  it('a signed request that was changed, or one in an unknown protocol', async () => {
    const { ports } = await createOurWallet(world);
    const { protocol, data } = first(await ask());
    const [header, , signature] = String(data.request).split('.');
    const payload = Buffer.from(JSON.stringify({ ...membersOf({ protocol, data }), nonce: 'x'.repeat(20) }));
    const request = [header, payload.toString('base64url'), signature].join('.');
    const origin = world.url;
    expect(await parseDigitalRequest({ protocol, data: { request }, origin }, ports)).toMatchObject({
      error: { code: 'request_not_genuine' },
    });
    expect(await parseDigitalRequest({ protocol: 'other', data, origin }, ports)).toMatchObject({
      error: { code: 'request_unsupported' },
    });
  });
});

describe('asking through the browser', () => {
  it.each([
    ['for a registered purpose without a key', { purpose: 'uwv' }, undefined, 401],
    ['for another page without a key', { origin: 'https://site.example' }, undefined, 401],
    ['for a page over plain http', { origin: 'http://site.example' }, apiKey, 400],
    ['for an origin with a path', { origin: 'https://site.example/' }, apiKey, 400],
    ['in a protocol that is none', { protocols: ['openid4vp'] }, undefined, 400],
    ['to be answered by post', { responseMode: 'direct_post' }, undefined, 400],
  ])('%s is refused', async (_name, options, key, status) => {
    const response = await postJson(
      `${world.url}/api/v1/digital-credential-requests`,
      { purpose: 'employer', ...options },
      key === undefined ? {} : bearer(key),
    );
    expect(response.status).toBe(status);
  });
});
