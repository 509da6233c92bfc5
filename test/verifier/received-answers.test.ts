/** Taking over what a wallet showed to this verifier, and being told when it is withdrawn later. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backoffSeconds, createSafeFetch, signDelivery } from '../../server/index.ts';
import { recheckRecords, type TakenOver, tellChanges } from '../../verifier/take-over/index.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../server/webhook-receiver.ts';
import { answer, bearer, fetchRequest, open, postForm, postJson } from './calls.ts';
import { apiKey, createWorld, facts, type World } from './world.ts';

let world: World;
let receiver: WebhookReceiver;
let calls: WebhookReceiver['calls'];
let webhookUrl: string;
beforeEach(async () => {
  receiver = await startWebhookReceiver();
  ({ calls, url: webhookUrl } = receiver);
  world = await createWorld();
});
afterEach(async () => {
  receiver.close();
  await world.close();
});

const address = () => `${world.url}/api/v1/received-records`;
const tell = () => tellChanges({ ...world.deps, fetch: createSafeFetch({ allowInsecureLoopback: true }) });
const rated = { ...facts, rating: { ratingValue: 8.4, worstRating: 1, bestRating: 10, ratingCount: 41 } };

/** A question by an API key, and the wallet's answer to it. */
const answered = async (purpose = 'platform', by: 'program' | 'page' = 'program') => {
  const opened = await open(world, purpose, by === 'program' ? apiKey : undefined);
  const request = await fetchRequest(opened);
  const holder = world.newHolder();
  const claims = ['name', 'platform', 'gigsCompleted', 'firstGigDate', 'lastGigDate', 'asOf', 'rating'];
  const shown = await world.present(await world.issue(rated, holder), holder, request, claims);
  await answer(request, { sd: [shown] });
  return opened;
};
const takeOver = (body: object, key = apiKey) => postJson(address(), body, bearer(key));
const taken = async (body: object): Promise<TakenOver & { webhookSecret?: string }> => {
  const response = await takeOver(body);
  expect(response.status).toBe(200);
  return response.json();
};

describe('the answer to a platform’s own question', () => {
  it('becomes a record with where it comes from, proved by the wallet, its marks for showing only', async () => {
    const { id } = await answered();
    world.wait(500);
    const { outcome, records } = await taken({ requestId: id, reference: 'w-1' });
    expect(outcome).toBe('valid');
    expect(records).toMatchObject([
      {
        recordId: expect.any(String),
        outcome: 'valid',
        record: {
          provenance: { platform: 'Poetsmaat B.V.', holder: 'proved', asOf: '2026-11-15' },
          period: { from: '2022-03-03', to: '2026-11-14' },
          work: { gigsCompleted: 214 },
          judgements: { use: 'show_until_own', rating: { ratingValue: 8.4, bestRating: 10 } },
        },
      },
    ]);
    const again = await taken({ requestId: id, reference: 'w-1' });
    expect(again.records[0]?.seenBefore).toMatchObject({ as: 'same', recordId: records[0]?.recordId });
  });

  it('names the periods that overlap with what the platform has', async () => {
    const { id } = await answered();
    const periods = [{ name: 'Dagploeg', from: '2026-11-01', to: '2026-12-31' }];
    const { records } = await taken({ requestId: id, periods });
    expect(records[0]?.overlaps).toEqual([
      { at: 'own', name: 'Dagploeg', from: '2026-11-01', to: '2026-11-14' },
    ]);
  });

  it('brings no content when it is withdrawn by then', async () => {
    const { id } = await answered();
    await world.publish('revoked');
    expect((await taken({ requestId: id })).records).toMatchObject([
      { outcome: 'revoked', recordId: null, record: null },
    ]);
  });

  it('is for the key that asked, for the purpose platform, and once it is there', async () => {
    const made = await postJson(
      `${world.url}/api/v1/api-keys`,
      { name: 'other', scopes: ['import', 'read', 'ask:platform'] },
      bearer(apiKey),
    );
    const { apiKey: otherKey } = await made.json();
    const { id } = await answered();
    expect((await takeOver({ requestId: id }, otherKey)).status).toBe(404);
    expect((await takeOver({ requestId: 'none' })).status).toBe(404);
    const byPage = await answered('platform', 'page');
    expect((await takeOver({ requestId: byPage.id })).status).toBe(404);
    const employer = await answered('employer');
    expect((await takeOver({ requestId: employer.id })).status).toBe(409);
    const waiting = await open(world, 'platform', apiKey);
    expect((await takeOver({ requestId: waiting.id })).status).toBe(409);
    const { response_uri, state } = await fetchRequest(waiting);
    await postForm(response_uri, { state, error: 'access_denied' });
    expect((await takeOver({ requestId: waiting.id })).status).toBe(409);
    expect((await postJson(address(), { requestId: id })).status).toBe(401);
    for (const wrong of [
      { requestId: id, credential: 'x' },
      { requestId: id, nonce: 'n', audience: 'a' },
      { requestId: 7 },
      { requestId: id, webhookUrl: 'http://site.example/hook' },
      { requestId: id, webhookUrl: 'javascript:alert(1)' },
      { requestId: id, webhookUrl: 'https://10.0.0.1/hook' },
      { requestId: id, webhookUrl: 'https://169.254.169.254/' },
    ])
      expect([wrong, (await takeOver(wrong)).status]).toEqual([wrong, 400]);
  });
});

describe('a record whose receiver wants to be told', () => {
  const withdraw = async () => {
    await world.publish('revoked');
    world.wait(86_500);
    await world.publish('revoked');
    return recheckRecords(world.deps);
  };

  it('is told of a later withdrawal, signed, once, in codes, by fetching nothing but whole lists', async () => {
    const { id } = await answered();
    const { records, webhookSecret } = await taken({ requestId: id, webhookUrl });
    const recordId = records[0]?.recordId;
    expect(await tell()).toBe(0);
    const asked: string[] = [];
    const { loadStatusList } = world.deps;
    Object.assign(world.deps, {
      loadStatusList: (url: string) => {
        asked.push(url);
        return loadStatusList(url);
      },
    });
    expect(await withdraw()).toBe(1);
    // The list of withdrawals and the one of newer ones, whole; no address names a credential.
    expect(new Set(asked)).toEqual(
      new Set([
        'https://poetsmaat.example/status/token/1',
        'https://poetsmaat.example/status/token/1/refresh',
      ]),
    );
    expect([await tell(), await tell()]).toEqual([1, 0]);
    const [call] = calls;
    expect(JSON.parse(call?.body ?? '')).toEqual({
      type: 'received_record.changed',
      timestamp: world.now().toISOString(),
      data: { recordId, outcome: 'revoked', code: 'status_revoked' },
    });
    const deliveryId = String(call?.headers['webhook-id']);
    expect(call?.headers).toMatchObject(
      signDelivery(webhookSecret ?? '', { deliveryId, sentAt: world.now(), body: call?.body ?? '' }),
    );
  });

  it('is told again, later and later, until it arrives or there is no hope', async () => {
    receiver.status = 500;
    const { id } = await answered();
    await taken({ requestId: id, webhookUrl });
    await withdraw();
    expect([await tell(), await tell()]).toEqual([1, 0]);
    for (const wait of backoffSeconds) {
      world.wait(wait * 1.2 + 1);
      expect(await tell()).toBe(1);
    }
    world.wait(200_000);
    expect(await tell()).toBe(0);
    expect(new Set(calls.map(({ body }) => body)).size).toBe(1);
    expect(new Set(calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('can say so later, and is not told when it never did', async () => {
    const [one, other] = [await answered(), await answered()];
    await taken({ requestId: one.id });
    expect((await taken({ requestId: one.id, webhookUrl })).webhookSecret).toMatch(/^whsec_/);
    expect((await taken({ requestId: other.id })).webhookSecret).toBeUndefined();
    const before = world.now().toISOString();
    expect(await withdraw()).toBe(2);
    expect(await tell()).toBe(1);

    // Both changed at the same moment: the list gives each once, page by page.
    const list = async (query: string) =>
      (
        await fetch(`${address()}?changedAfter=${before}&limit=1${query}`, { headers: bearer(apiKey) })
      ).json();
    const first = await list('');
    const second = await list(`&cursor=${first.nextCursor}`);
    expect([first.records.length, second.records.length, second.nextCursor]).toEqual([1, 1, undefined]);
    expect(first.records[0].recordId).not.toBe(second.records[0].recordId);
    expect((await list('&cursor=nonsense')).code).toBe('invalid_request');
  });
});
