import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answer,
  bearer,
  fetchRequest,
  look,
  type Opened,
  open,
  postForm,
  postJson,
  type RequestPayload,
} from './calls.ts';
import { createOurWallet } from './our-wallet.ts';
import { apiKey, createWorld, facts, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const required = ['name', 'platform', 'gigsCompleted', 'firstGigDate', 'lastGigDate'];
const sameDevice = { flow: 'same-device' };

const answered = async (opened: Opened): Promise<{ request: RequestPayload; redirectUri: string }> => {
  const request = await fetchRequest(opened);
  const holder = world.newHolder();
  const sd = await world.present(await world.issue(facts, holder), holder, request, required);
  const response = await answer(request, { sd: [sd] });
  expect(response.status).toBe(200);
  return { request, redirectUri: (await response.json()).redirect_uri };
};

const codeOf = (redirectUri: string): string =>
  new URLSearchParams(new URL(redirectUri).hash.slice(1)).get('response_code') ?? '';

const comeBack = (opened: Opened, responseCode: string, headers: Record<string, string>): Promise<Response> =>
  postJson(`${world.url}/api/v1/requests/${opened.id}/response-code`, { responseCode }, headers);

describe('a worker who shares on the same device', () => {
  it('is sent back with a code, and only then the page shows the report', async () => {
    const opened = await open(world, 'employer', undefined, sameDevice);
    const { redirectUri } = await answered(opened);
    expect(redirectUri).toMatch(
      new RegExp(`^${world.url}/requests/${opened.id}#response_code=[A-Za-z0-9_-]{43}$`),
    );
    const before = await look(world, opened);
    expect(before.state).toBe('waiting');
    expect(JSON.stringify(before)).not.toContain('Sanne');
    const back = await comeBack(opened, codeOf(redirectUri), { cookie: opened.cookie });
    expect(back.status).toBe(200);
    expect(await back.json()).toMatchObject({ state: 'received', report: { outcome: 'valid' } });
    // The page may be loaded again afterwards.
    expect((await look(world, opened)).report?.outcome).toBe('valid');
  });

  it('comes back over our own wallet', async () => {
    const opened = await open(world, 'employer', undefined, {
      ...sameDevice,
      responseMode: 'direct_post.jwt',
    });
    const { redirectUri } = await (await createOurWallet(world)).answer(opened.requestUri);
    const back = await comeBack(opened, codeOf(redirectUri ?? ''), { cookie: opened.cookie });
    expect((await back.json()).report.outcome).toBe('valid');
  });

  it('comes back after saying no, too', async () => {
    const opened = await open(world, 'employer', undefined, sameDevice);
    const request = await fetchRequest(opened);
    const response = await postForm(request.response_uri, { state: request.state, error: 'access_denied' });
    const { redirect_uri: redirectUri } = await response.json();
    expect((await look(world, opened)).state).toBe('waiting');
    const back = await comeBack(opened, codeOf(redirectUri), { cookie: opened.cookie });
    expect(await back.json()).toMatchObject({ state: 'refused', reason: 'access_denied' });
  });

  it('is sent to the site of a registered reader, whose back end hands the code in', async () => {
    const opened = await open(world, 'employer', apiKey, {
      ...sameDevice,
      returnUrl: 'https://site.example/terug?case=7',
    });
    const { redirectUri } = await answered(opened);
    const address = new URL(redirectUri);
    expect(address.origin + address.pathname + address.hash).toBe('https://site.example/terug');
    expect(address.searchParams.get('case')).toBe('7');
    const withKey = await fetch(`${world.url}/api/v1/requests/${opened.id}`, { headers: bearer(apiKey) });
    expect((await withKey.json()).state).toBe('waiting');
    const back = await comeBack(opened, address.searchParams.get('response_code') ?? '', bearer(apiKey));
    expect((await back.json()).report.outcome).toBe('valid');
  });
});

describe('the report of a same-device session is released to nobody', () => {
  it('with the code and another browser’s cookie, or none (VER-23)', async () => {
    const opened = await open(world, 'employer', undefined, sameDevice);
    const other = await open(world, 'employer', undefined, sameDevice);
    const { redirectUri } = await answered(opened);
    for (const headers of [{}, { cookie: other.cookie }]) {
      const back = await comeBack(opened, codeOf(redirectUri), headers as Record<string, string>);
      expect(back.status).toBe(401);
      expect(await back.text()).not.toContain('Sanne');
    }
    // The right browser was not robbed of it.
    expect((await comeBack(opened, codeOf(redirectUri), { cookie: opened.cookie })).status).toBe(200);
  });

  it('with the cookie and no code, a wrong one, or that of another session', async () => {
    const opened = await open(world, 'employer', undefined, sameDevice);
    const other = await open(world, 'employer', undefined, sameDevice);
    const { request } = await answered(opened);
    const theirs = codeOf((await answered(other)).redirectUri);
    for (const code of ['A'.repeat(43), theirs, request.state])
      expect((await comeBack(opened, code, { cookie: opened.cookie })).status).toBe(410);
    expect((await comeBack(opened, 'short', { cookie: opened.cookie })).status).toBe(400);
    expect((await look(world, opened)).state).toBe('waiting');
    world.wait(301);
    expect((await look(world, opened)).state).toBe('expired');
  });

  it('a second time with the same code', async () => {
    const opened = await open(world, 'employer', undefined, sameDevice);
    const { redirectUri } = await answered(opened);
    const code = codeOf(redirectUri);
    const both = await Promise.all([
      comeBack(opened, code, { cookie: opened.cookie }),
      comeBack(opened, code, { cookie: opened.cookie }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 410]);
  });

  it('when the answer does not hold: the wallet gets no way back, and the page no content', async () => {
    const opened = await open(world, 'employer', undefined, sameDevice);
    const request = await fetchRequest(opened);
    const holder = world.newHolder();
    const sd = await world.present(await world.issue(facts, world.newHolder()), holder, request, required);
    const response = await answer(request, { sd: [sd] });
    expect(response.status).toBe(400);
    expect(await response.json()).not.toHaveProperty('redirect_uri');
    expect(await look(world, opened)).toEqual(
      expect.objectContaining({ state: 'refused', reason: 'answer_not_accepted' }),
    );
    expect(await look(world, opened)).not.toHaveProperty('report');
  });

  it('by the stream of events', async () => {
    const opened = await open(world, 'employer', undefined, sameDevice);
    const stream = await fetch(`${world.url}/api/v1/requests/${opened.id}`, {
      headers: { cookie: opened.cookie, accept: 'text/event-stream' },
    });
    const { redirectUri } = await answered(opened);
    await comeBack(opened, codeOf(redirectUri), { cookie: opened.cookie });
    const events = (await stream.text()).split('\n').filter((line) => line.startsWith('data:'));
    expect(events.map((line) => JSON.parse(line.slice(5)).state)).toEqual(['waiting', 'received']);
  });
});

describe('the two kinds of session do not mix', () => {
  it('a cross-device session has no way back, and takes no code', async () => {
    const opened = await open(world, 'employer');
    expect((await answered(opened)).redirectUri).toBeUndefined();
    expect((await comeBack(opened, 'A'.repeat(43), { cookie: opened.cookie })).status).toBe(409);
  });

  it.each([
    ['a way back without a key', { ...sameDevice, returnUrl: 'https://site.example/' }, undefined, 401],
    ['a way back from another screen', { returnUrl: 'https://site.example/' }, apiKey, 400],
    ['a way back over plain http', { ...sameDevice, returnUrl: 'http://site.example/' }, apiKey, 400],
    ['a way back into a script', { ...sameDevice, returnUrl: 'javascript:alert(1)' }, apiKey, 400],
    ['a way back with a fragment', { ...sameDevice, returnUrl: 'https://site.example/#x' }, apiKey, 400],
    ['a flow that is none', { flow: 'both' }, undefined, 400],
    ['a flow of another call', { flow: 'digital-credentials' }, undefined, 400],
    ['an answer in another way', { responseMode: 'dc_api' }, undefined, 400],
    ['another name', { clientIdPrefix: 'redirect_uri' }, undefined, 400],
  ])('%s is refused', async (_name, options, key, status) => {
    const response = await postJson(
      `${world.url}/api/v1/requests`,
      { purpose: 'employer', ...options },
      key === undefined ? {} : bearer(key),
    );
    expect(response.status).toBe(status);
  });
});
