import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../core/verify/index.ts';
import { answer, fetchRequest, look, type Opened, open, postForm, type RequestPayload } from './calls.ts';
import { createWorld, facts, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const claims = ['name', 'platform', 'gigsCompleted', 'firstGigDate', 'lastGigDate'];

async function newRequest(): Promise<{ opened: Opened; request: RequestPayload }> {
  const opened = await open(world, 'employer');
  return { opened, request: await fetchRequest(opened) };
}

async function expectRefused(opened: Opened, response: Response, outcome: Outcome): Promise<void> {
  expect(response.status).toBe(400);
  expect(response.headers.get('content-type')).toContain('application/json');
  const view = await look(world, opened);
  expect(view.state).toBe('received');
  expect(view.report?.outcome).toBe(outcome);
}

describe('a presentation that is not the holder’s own answer is not bound, 400, and the page is told', () => {
  it('when it was made for an earlier nonce', async () => {
    const holder = world.newHolder();
    const first = await newRequest();
    const second = await newRequest();
    const replayed = await world.present(await world.issue(facts, holder), holder, first.request, claims);
    await expectRefused(second.opened, await answer(second.request, { sd: [replayed] }), 'not_bound');
  });

  it.each([
    ['another verifier', 'x509_hash:AAAA'],
    ['the verifier without its prefix', 'bare'],
  ])('when it was made for %s', async (_name, audience) => {
    const holder = world.newHolder();
    const { opened, request } = await newRequest();
    const other = audience === 'bare' ? request.client_id.replace('x509_hash:', '') : audience;
    const presentation = await world.present(
      await world.issue(facts, holder),
      holder,
      { ...request, client_id: other },
      claims,
    );
    await expectRefused(opened, await answer(request, { sd: [presentation] }), 'not_bound');
  });

  it('when another key than the holder’s signed it', async () => {
    const { opened, request } = await newRequest();
    const credential = await world.issue(facts, world.newHolder());
    const presentation = await world.present(credential, world.newHolder(), request, claims);
    await expectRefused(opened, await answer(request, { sd: [presentation] }), 'not_bound');
  });

  it('when its key binding belongs to another selection of claims (sd_hash)', async () => {
    const holder = world.newHolder();
    const { opened, request } = await newRequest();
    const credential = await world.issue(facts, holder);
    const one = await world.present(credential, holder, request, claims);
    const more = await world.present(credential, holder, request, [...claims, 'hoursWorked']);
    const grafted = more.slice(0, more.lastIndexOf('~') + 1) + one.slice(one.lastIndexOf('~') + 1);
    await expectRefused(opened, await answer(request, { sd: [grafted] }), 'not_bound');
  });

  it('when it has no key binding at all', async () => {
    const holder = world.newHolder();
    const { opened, request } = await newRequest();
    await expectRefused(
      opened,
      await answer(request, { sd: [await world.issue(facts, holder)] }),
      'not_bound',
    );
  });

  it('when its key binding says that it needs no signature (alg "none")', async () => {
    const holder = world.newHolder();
    const { opened, request } = await newRequest();
    const honest = await world.present(await world.issue(facts, holder), holder, request, claims);
    const [, payload] = honest.slice(honest.lastIndexOf('~') + 1).split('.');
    const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'kb+jwt' })).toString('base64url');
    const unsigned = `${honest.slice(0, honest.lastIndexOf('~') + 1)}${header}.${payload}.`;
    await expectRefused(opened, await answer(request, { sd: [unsigned] }), 'not_bound');
  });

  it('when it was signed an hour ago', async () => {
    const holder = world.newHolder();
    const { opened, request } = await newRequest();
    const credential = await world.issue(facts, holder);
    world.wait(-3600);
    const old = await world.present(credential, holder, request, claims);
    world.wait(3600);
    await expectRefused(opened, await answer(request, { sd: [old] }), 'not_bound');
  });

  it('when a W3C presentation was made for another challenge, or by another key', async () => {
    const holder = world.newHolder();
    const credential = await world.issueLdp(facts, holder);
    const first = await newRequest();
    const other = { ...first.request, nonce: 'another-nonce-of-another-day' };
    const replayed = await world.presentLdp(credential, holder, other);
    await expectRefused(first.opened, await answer(first.request, { ldp: [replayed] }), 'not_bound');
    const second = await newRequest();
    const stolen = await world.presentLdp(credential, world.newHolder(), second.request);
    await expectRefused(second.opened, await answer(second.request, { ldp: [stolen] }), 'not_bound');
  });
});

describe('an answer that is not the one presentation that was asked for is refused', () => {
  it.each([
    ['in a list that is a text', (presentation: string) => JSON.stringify([presentation])],
    ['in quotes', (presentation: string) => JSON.stringify(presentation)],
    ['behind a link', (presentation: string) => `https://elsewhere.example/#${presentation}`],
    ['with a space before it', (presentation: string) => ` ${presentation}`],
  ])('%s', async (_name, wrap) => {
    const holder = world.newHolder();
    const { opened, request } = await newRequest();
    const presentation = await world.present(await world.issue(facts, holder), holder, request, claims);
    await expectRefused(opened, await answer(request, { sd: [wrap(presentation)] }), 'malformed');
  });

  it('when one envelope carries two credentials', async () => {
    const holder = world.newHolder();
    const { opened, request } = await newRequest();
    const credentials = [await world.issueLdp(facts, holder), await world.issueLdp(facts, holder)];
    const presentation = await world.presentLdp(credentials, holder, request);
    await expectRefused(opened, await answer(request, { ldp: [presentation] }), 'malformed');
  });
});

describe('a credential that was tampered with', () => {
  it('is changed when a disclosure says something else', async () => {
    const holder = world.newHolder();
    const { opened, request } = await newRequest();
    const parts = (await world.issue(facts, holder)).split('~');
    const altered = parts.map((part, index) => {
      if (index === 0 || part === '') return part;
      const [salt, name, value] = JSON.parse(Buffer.from(part, 'base64url').toString());
      if (name !== 'gigsCompleted') return part;
      expect(value).toBe(214);
      return Buffer.from(JSON.stringify([salt, name, 9000])).toString('base64url');
    });
    // The wallet's own library would refuse to show it, so the key binding is put on by hand.
    const honest = await world.present(await world.issue(facts, holder), holder, request, claims);
    const keyBinding = honest.slice(honest.lastIndexOf('~') + 1);
    const response = await answer(request, { sd: [altered.join('~') + keyBinding] });
    await expectRefused(opened, response, 'changed');
    expect(JSON.stringify(await look(world, opened))).not.toContain('9000');
  });

  it('is of an unknown issuer when the platform is not on the list', async () => {
    const holder = world.newHolder();
    const { opened, request } = await newRequest();
    const { list } = world.trust;
    world.trust.list = { ...list, platforms: [] };
    try {
      const presentation = await world.present(await world.issue(facts, holder), holder, request, claims);
      await expectRefused(opened, await answer(request, { sd: [presentation] }), 'unknown_issuer');
    } finally {
      world.trust.list = list;
    }
  });
});

describe('a session', () => {
  it('takes one answer: the second is refused, and the report stays that of the first', async () => {
    const holder = world.newHolder();
    const { opened, request } = await newRequest();
    const credential = await world.issue(facts, holder);
    const presentation = await world.present(credential, holder, request, claims);
    expect((await answer(request, { sd: [presentation] })).status).toBe(200);
    const before = await look(world, opened);
    expect((await answer(request, { sd: [presentation] })).status).toBe(400);
    expect((await answer(request, 'garbage')).status).toBe(400);
    expect(await look(world, opened)).toEqual(before);
  });

  it('takes one answer of many that arrive at the same moment', async () => {
    const holder = world.newHolder();
    const { request } = await newRequest();
    const presentation = await world.present(await world.issue(facts, holder), holder, request, claims);
    const responses = await Promise.all(
      Array.from({ length: 8 }, () => answer(request, { sd: [presentation] })),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([
      200,
      ...Array.from({ length: 7 }, () => 400),
    ]);
  });

  it('is over after an answer that was refused', async () => {
    const holder = world.newHolder();
    const { request } = await newRequest();
    const credential = await world.issue(facts, holder);
    expect((await answer(request, { sd: [credential] })).status).toBe(400);
    const presentation = await world.present(credential, holder, request, claims);
    expect((await answer(request, { sd: [presentation] })).status).toBe(400);
  });

  it('does not take the state of another session, and neither of them is spent by it', async () => {
    const holder = world.newHolder();
    const first = await newRequest();
    const second = await newRequest();
    const credential = await world.issue(facts, holder);
    const presentation = await world.present(credential, holder, first.request, claims);
    expect((await answer(first.request, { sd: [presentation] }, second.request.state)).status).toBe(400);
    expect((await answer(second.request, { sd: [presentation] }, first.request.state)).status).toBe(400);
    expect((await look(world, first.opened)).state).toBe('waiting');
    expect((await look(world, second.opened)).state).toBe('waiting');
    expect((await answer(first.request, { sd: [presentation] })).status).toBe(200);
  });

  it('expires: then it gives no request object and takes no answer', async () => {
    const holder = world.newHolder();
    const { opened, request } = await newRequest();
    world.wait(301);
    try {
      const presentation = await world.present(await world.issue(facts, holder), holder, request, claims);
      expect((await answer(request, { sd: [presentation] })).status).toBe(400);
      expect((await fetch(`${world.url}/request/${opened.id}`)).status).toBe(410);
      const view = await look(world, opened);
      expect(view.state).toBe('expired');
      expect(view).not.toHaveProperty('report');
      expect(view).not.toHaveProperty('requestUri');
    } finally {
      world.wait(-301);
    }
  });

  it('is forgotten, report and all', async () => {
    const holder = world.newHolder();
    const { opened, request } = await newRequest();
    const presentation = await world.present(await world.issue(facts, holder), holder, request, claims);
    await answer(request, { sd: [presentation] });
    expect((await look(world, opened)).report).toBeDefined();
    await world.store.requests.forgetRequests(new Date(world.now().getTime() + 901_000));
    await expect(look(world, opened)).rejects.toThrow('404');
  });
});

describe('an answer that is no answer', () => {
  it.each([
    ['two presentations for one query', '{"sd":["a~","b~"]}'],
    ['a query that was not asked', '{"other":["a~"]}'],
    ['answers to both queries', '{"sd":["a~"],"ldp":[{}]}'],
    ['plain garbage', 'garbage'],
    ['a bare SD-JWT', 'eyJhbGciOiJFUzI1NiJ9.e30.AA~'],
    ['an SD-JWT that is none', '{"sd":["no credential"]}'],
    ['a presentation that is none', '{"ldp":[{"type":"VerifiablePresentation"}]}'],
    ['a credential without a presentation around it', '{"ldp":[{"type":"VerifiableCredential","proof":{}}]}'],
  ])('is malformed: %s', async (_name, vpToken) => {
    const { opened, request } = await newRequest();
    const response = await postForm(request.response_uri, { state: request.state, vp_token: vpToken });
    await expectRefused(opened, response, 'malformed');
  });

  it('is refused when it is encrypted, which was not asked', async () => {
    const { request } = await newRequest();
    expect((await postForm(request.response_uri, { response: 'a.b.c.d.e' })).status).toBe(400);
  });

  it('is refused without a session, or with one that does not exist', async () => {
    const { opened, request } = await newRequest();
    expect((await postForm(request.response_uri, {})).status).toBe(400);
    expect(
      (await postForm(`${world.url}/response/none`, { state: request.state, vp_token: '{}' })).status,
    ).toBe(400);
    expect((await fetch(request.response_uri, { method: 'POST', body: '{}' })).status).toBe(400);
    expect((await look(world, opened)).state).toBe('waiting');
  });

  it('is refused when it is too large, without a word about its content', async () => {
    const { opened, request } = await newRequest();
    const large = JSON.stringify({ sd: ['a'.repeat(1_200_000)] });
    const response = await postForm(request.response_uri, { state: request.state, vp_token: large });
    expect(response.status).toBe(413);
    expect((await response.text()).length).toBeLessThan(1000);
    expect((await look(world, opened)).state).toBe('waiting');
  });

  it('never redirects the wallet', async () => {
    const { request } = await newRequest();
    const response = await postForm(request.response_uri, { state: request.state, error: 'access_denied' });
    expect(response.redirected).toBe(false);
    expect(await response.json()).not.toHaveProperty('redirect_uri');
  });
});
