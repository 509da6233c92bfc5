import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PartialClaims } from '../../core/credential/index.ts';
import { recheckRecords, type TakenOver } from '../../verifier/take-over/index.ts';
import { nameOverlaps } from '../../verifier/take-over/name-overlaps.ts';
import { bearer, postJson } from './calls.ts';
import { apiKey, createWorld, facts, lenderKey, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const address = () => `${world.url}/api/v1/received-records`;
const takeOver = async (body: object, key = apiKey): Promise<TakenOver> => {
  const response = await postJson(address(), body, bearer(key));
  expect(response.status).toBe(200);
  return response.json();
};
const rated: PartialClaims = {
  ...facts,
  birthDate: '1990-01-01',
  rating: { ratingValue: 8.4, worstRating: 1, bestRating: 10, ratingCount: 41 },
};
const issue = (claims: PartialClaims = rated) => world.issue(claims, world.newHolder());

describe('POST /api/v1/received-records', () => {
  it('gives one form with where it comes from, the marks on their own scale and for showing only', async () => {
    const { outcome, records } = await takeOver({ credential: await issue() });
    expect(outcome).toBe('valid');
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({
      recordId: expect.stringMatching(/^[\w-]{36}$/),
      outcome: 'valid',
      code: 'status_active',
      seenBefore: null,
      overlaps: [],
      record: {
        provenance: {
          platform: 'Poetsmaat B.V.',
          kvkNumber: '12345678',
          issuerId: 'https://poetsmaat.example',
          format: 'dc+sd-jwt',
          asOf: '2026-11-15',
          holder: 'not_proved',
        },
        person: { name: 'Sanne de Vries', nameBasis: 'identity_document' },
        period: { from: '2022-03-03', to: '2026-11-14' },
        judgements: {
          rating: { ratingValue: 8.4, worstRating: 1, bestRating: 10, ratingCount: 41 },
          use: 'show_until_own',
        },
      },
    });
    // Hours and the date of birth are nothing that a platform may ask.
    expect(records[0]?.record?.work).toEqual({ gigsCompleted: 214, clientCount: 31 });
    expect(JSON.stringify(records)).not.toContain('1990');
  });

  it('knows the same credential again, a renewed one, and an older one', async () => {
    const credential = await issue();
    const first = (await takeOver({ credential, reference: 'w-1' })).records[0];
    const again = (await takeOver({ credential, reference: 'w-1' })).records[0];
    expect(again?.seenBefore).toMatchObject({ as: 'same', recordId: first?.recordId });
    expect(again?.recordId).toBe(first?.recordId);
    const newer = await issue({ ...rated, asOf: '2026-11-20', lastGigDate: '2026-11-20' });
    const renewed = (await takeOver({ credential: newer, reference: 'w-1' })).records[0];
    expect(renewed?.seenBefore).toMatchObject({ as: 'renewed', recordId: first?.recordId });
    const older = await issue({ ...rated, asOf: '2025-01-01' });
    expect((await takeOver({ credential: older, reference: 'w-1' })).records[0]?.seenBefore).toMatchObject({
      as: 'older',
      recordId: renewed?.recordId,
    });
    expect((await takeOver({ credential: newer, reference: 'w-1' }, lenderKey)).records[0]?.seenBefore).toBe(
      null,
    );
  });

  it('knows the same credential however much of it is shown', async () => {
    const holder = world.newHolder();
    const credential = await world.issue(rated, holder);
    const bound = { client_id: 'https://other.example', nonce: 'n-1' };
    const part = await world.present(credential, holder, bound, ['platform', 'firstGigDate', 'lastGigDate']);
    const first = await takeOver({ presentation: part, audience: bound.client_id, nonce: bound.nonce });
    expect(first.records[0]?.record?.provenance.holder).toBe('proved');
    expect(first.records[0]?.record?.judgements).toBe(null);
    const all = await takeOver({ credential });
    expect(all.records[0]?.seenBefore).toMatchObject({ as: 'same', recordId: first.records[0]?.recordId });
    const elsewhere = await takeOver({ presentation: part, audience: bound.client_id, nonce: 'n-2' });
    expect(elsewhere).toMatchObject({ outcome: 'not_bound', records: [{ recordId: null, record: null }] });
  });

  it('names periods that the receiver has already', async () => {
    const periods = [
      { name: 'Dagploeg', from: '2026-01-01', to: '2026-12-31' },
      { name: 'Eerder', from: '2020-01-01', to: '2022-03-02' },
    ];
    const { records } = await takeOver({ credential: await issue(), periods });
    expect(records[0]?.overlaps).toEqual([
      { at: 'own', name: 'Dagploeg', from: '2026-01-01', to: '2026-11-14' },
    ]);
  });

  it('takes over nothing of what is changed, withdrawn, unknown or unreadable', async () => {
    const credential = await issue();
    const [header, payload, rest = ''] = credential.split('.');
    const changed = `${header}.${payload}.${rest.startsWith('A') ? 'B' : 'A'}${rest.slice(1)}`;
    const nothing = { recordId: null, record: null };
    expect(await takeOver({ credential: changed })).toMatchObject({
      outcome: 'changed',
      records: [nothing],
    });
    await world.publish('revoked');
    expect(await takeOver({ credential })).toMatchObject({
      outcome: 'revoked',
      records: [{ ...nothing, code: 'status_revoked' }],
    });
    await world.publish('active');
    expect(await takeOver({ credential: 'hello' })).toMatchObject({
      outcome: 'malformed',
      records: [nothing],
    });
  });

  it('takes the thing itself as well, as a W3C presentation or an SD-JWT', async () => {
    const holder = world.newHolder();
    const presentation = await world.presentLdp(await world.issueLdp(rated, holder), holder, {
      client_id: 'https://other.example',
      nonce: 'n',
    });
    for (const body of [JSON.stringify(presentation), await issue()]) {
      const response = await fetch(address(), { method: 'POST', headers: bearer(apiKey), body });
      expect(await response.json()).toMatchObject({
        outcome: 'valid',
        records: [{ record: { work: { gigsCompleted: 214 } } }],
      });
    }
  });

  it('refuses an order that it does not understand, and callers without a key', async () => {
    const credential = await issue();
    for (const body of [
      { credential, presentation: credential },
      { credential, nonce: 'alone' },
      { credential, keep: 'no' },
      { credential, unknown: 1 },
      { credential, periods: [{ name: 'x', from: '2026-02-01', to: '2026-01-01' }] },
    ])
      expect((await postJson(address(), body, bearer(apiKey))).status).toBe(400);
    expect((await postJson(address(), { credential })).status).toBe(401);
  });
});

describe('a record that was taken over', () => {
  const show = (id: string, key = apiKey) => fetch(`${address()}/${id}`, { headers: bearer(key) });

  it('is looked up once a day, tells of a withdrawal, and believes no list that cannot be read', async () => {
    const id = (await takeOver({ credential: await issue() })).records[0]?.recordId ?? '';
    const before = world.now().toISOString();
    await world.publish('revoked');
    expect(await recheckRecords(world.deps)).toBe(0);
    world.wait(86_500);
    expect(await recheckRecords(world.deps)).toBe(0);
    expect(await (await show(id)).json()).toMatchObject({ outcome: 'valid' });
    await world.publish('revoked');
    world.wait(3_601);
    expect(await recheckRecords(world.deps)).toBeGreaterThan(0);
    expect(await (await show(id)).json()).toMatchObject({ outcome: 'revoked', code: 'status_revoked' });
    const list = await fetch(`${address()}?changedAfter=${before}`, { headers: bearer(apiKey) });
    expect((await list.json()).records).toContainEqual(
      expect.objectContaining({ recordId: id, platform: 'Poetsmaat B.V.', outcome: 'revoked' }),
    );
    await world.publish('active');
  });

  it('is for its receiver only, and is forgotten when asked', async () => {
    const id = (await takeOver({ credential: await issue(), reference: 'w-9' })).records[0]?.recordId ?? '';
    expect((await show(id, lenderKey)).status).toBe(404);
    const drop = (key: string) =>
      fetch(`${address()}/${id}`, { method: 'DELETE', headers: bearer(key) }).then(({ status }) => status);
    expect(await drop(lenderKey)).toBe(404);
    expect(await drop(apiKey)).toBe(204);
    expect((await show(id)).status).toBe(404);
  });

  it('is not kept when the receiver says so', async () => {
    expect((await takeOver({ credential: await issue(), keep: false })).records[0]?.recordId).toBe(null);
  });

  it('holds no name and no figure', async () => {
    await takeOver({ credential: await issue(), reference: 'worker-secret-17' });
    const kept = await world.store.receivedRecords.listDue(new Date('2099-01-01'), 1000);
    expect(kept.length).toBeGreaterThan(0);
    for (const text of ['Sanne', 'worker-secret-17', '214', '8.4'])
      expect(
        JSON.stringify(
          kept.map(({ recordId: _, ...one }) => ({ ...one, credentialHash: '', personHash: '' })),
        ),
      ).not.toContain(text);
  });
});

describe('overlaps', () => {
  it('are the days that both have, ends included', () => {
    const period = { from: '2024-02-01', to: '2024-02-29' };
    const other = (from: string, to: string) => ({ at: 'own' as const, name: 'x', from, to });
    expect(nameOverlaps(period, [other('2024-02-29', '2024-03-01')])).toEqual([
      other('2024-02-29', '2024-02-29'),
    ]);
    expect(nameOverlaps(period, [other('2024-03-01', '2024-03-02')])).toEqual([]);
    expect(nameOverlaps(null, [other('2024-02-01', '2024-03-02')])).toEqual([]);
  });
});
