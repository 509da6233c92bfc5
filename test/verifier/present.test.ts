import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askedClaims, type Purpose, purposes } from '../../core/openid/index.ts';
import { answer, fetchRequest, look, open, postForm } from './calls.ts';
import { apiKey, createWorld, facts, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const shownIn = (purpose: Purpose): string[] => askedClaims(purpose).filter((claim) => claim in facts);

describe('a worker who presents a KlusCV', () => {
  it.each(purposes)('is believed, for the purpose %s', async (purpose) => {
    const holder = world.newHolder();
    const opened = await open(world, purpose, apiKey);
    expect((await look(world, opened)).state).toBe('waiting');
    const request = await fetchRequest(opened);
    const presentation = await world.present(
      await world.issue(facts, holder),
      holder,
      request,
      shownIn(purpose),
    );

    const response = await answer(request, { sd: [presentation] });

    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({});
    const { state, report } = await look(world, opened);
    expect(state).toBe('received');
    expect(report?.outcome).toBe('valid');
    expect(report?.credentials[0]?.holder).toBe('proved');
    expect(report?.credentials[0]?.issuer.name).toBe('Poetsmaat B.V.');
    expect(report?.credentials[0]?.record?.gigsCompleted).toBe(214);
  });

  it('may do so in the W3C format', async () => {
    const holder = world.newHolder();
    const opened = await open(world, 'employer');
    const request = await fetchRequest(opened);
    const credential = await world.issueLdp(facts, holder);
    const response = await answer(request, { ldp: [await world.presentLdp(credential, holder, request)] });
    expect(await response.json()).toEqual({});
    const { report } = await look(world, opened);
    expect(report?.outcome).toBe('valid');
    expect(report?.credentials[0]?.format).toBe('ldp_vc');
    // hours by month are signed in the credential, but employers do not ask them
    expect(report?.credentials[0]?.record).not.toHaveProperty('hoursByMonth');
    expect(report?.credentials[0]?.record?.hoursWorked).toBe(640.5);
  });

  it('keeps what was not asked: it is dropped, even when the wallet shows it', async () => {
    const holder = world.newHolder();
    const opened = await open(world, 'platform');
    const request = await fetchRequest(opened);
    const everything = await world.issue({ ...facts, birthDate: '1990-01-01' }, holder);
    const presentation = await world.present(everything, holder, request, [
      ...Object.keys(facts),
      'birthDate',
    ]);
    expect((await answer(request, { sd: [presentation] })).status).toBe(200);
    const text = JSON.stringify(await look(world, opened));
    expect(text).toContain('Sanne de Vries');
    for (const kept of ['1990-01-01', 'birthDate', 'hoursWorked', 'hoursByMonth', 'weeksWorked'])
      expect(text).not.toContain(kept);
  });

  it('may give less than all that is asked', async () => {
    const holder = world.newHolder();
    const opened = await open(world, 'employer');
    const request = await fetchRequest(opened);
    const least = ['name', 'platform', 'gigsCompleted', 'firstGigDate', 'lastGigDate'];
    const presentation = await world.present(await world.issue(facts, holder), holder, request, least);
    expect((await answer(request, { sd: [presentation] })).status).toBe(200);
    const { report } = await look(world, opened);
    expect(report?.outcome).toBe('valid');
    expect(report?.credentials[0]?.record).not.toHaveProperty('hoursWorked');
  });

  it('is told 400 when a required claim is kept back, and who asked, that there is no answer', async () => {
    const holder = world.newHolder();
    const opened = await open(world, 'employer');
    const request = await fetchRequest(opened);
    const presentation = await world.present(await world.issue(facts, holder), holder, request, [
      'gigsCompleted',
    ]);
    const response = await answer(request, { sd: [presentation] });
    expect(response.status).toBe(400);
    const body = await response.json();
    expect(body.error).toBe('invalid_request');
    expect(JSON.stringify(body)).not.toContain('Sanne');
    const view = await look(world, opened);
    expect(view).toMatchObject({ state: 'refused', reason: 'claims_missing' });
    expect(view).not.toHaveProperty('report');
  });

  it('ends the session by refusing', async () => {
    const opened = await open(world, 'employer');
    const request = await fetchRequest(opened);
    const response = await postForm(request.response_uri, { state: request.state, error: 'access_denied' });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({});
    expect(await look(world, opened)).toMatchObject({ state: 'refused', reason: 'access_denied' });
    expect(
      (await postForm(request.response_uri, { state: request.state, error: 'access_denied' })).status,
    ).toBe(400);
  });
});

describe('a genuine credential that does not hold any more is answered 200 (VER-21)', () => {
  it.each(['revoked', 'suspended'] as const)('when it is %s', async (status) => {
    const holder = world.newHolder();
    await world.publish(status);
    try {
      const opened = await open(world, 'employer');
      const request = await fetchRequest(opened);
      const presentation = await world.present(
        await world.issue(facts, holder),
        holder,
        request,
        shownIn('employer'),
      );
      expect((await answer(request, { sd: [presentation] })).status).toBe(200);
      expect((await look(world, opened)).report?.outcome).toBe(status);
    } finally {
      await world.publish('active');
    }
  });

  it('when it has expired', async () => {
    const holder = world.newHolder();
    const opened = await open(world, 'employer');
    const request = await fetchRequest(opened);
    const old = await world.issue(facts, holder, { validUntil: new Date('2026-11-20T00:00:00Z') });
    const presentation = await world.present(old, holder, request, shownIn('employer'));
    expect((await answer(request, { sd: [presentation] })).status).toBe(200);
    expect((await look(world, opened)).report?.outcome).toBe('expired');
  });

  it('when its status cannot be seen, which is neither valid nor revoked', async () => {
    const holder = world.newHolder();
    world.forgetLists();
    try {
      const opened = await open(world, 'employer');
      const request = await fetchRequest(opened);
      const presentation = await world.present(
        await world.issue(facts, holder),
        holder,
        request,
        shownIn('employer'),
      );
      await answer(request, { sd: [presentation] });
      expect((await look(world, opened)).report?.outcome).toBe('undetermined');
    } finally {
      await world.publish('active');
    }
  });
});
