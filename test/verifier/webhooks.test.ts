import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backoffSeconds, createLog, createSafeFetch, signDelivery } from '../../server/index.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { tellEnds } from '../../verifier/request/tell-end.ts';
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

const tell = (): Promise<number> =>
  tellEnds({
    requestWebhooks: world.store.requestWebhooks,
    hashKey: world.hashKey,
    clock: world.now,
    crypto: nodeCrypto,
    log: createLog({ name: 'test', level: 'silent' }),
    fetch: createSafeFetch({ allowInsecureLoopback: true }),
  });

const ask = async (options: Record<string, unknown> = {}) => {
  const opened = await open(world, 'employer', apiKey, { webhookUrl, ...options });
  return { opened, request: await fetchRequest(opened) };
};

const share = async ({ request }: Awaited<ReturnType<typeof ask>>): Promise<Response> => {
  const holder = world.newHolder();
  const claims = ['name', 'platform', 'gigsCompleted', 'firstGigDate', 'lastGigDate'];
  const sd = await world.present(await world.issue(facts, holder), holder, request, claims);
  return answer(request, { sd: [sd] });
};

const told = () => calls.map(({ body }) => JSON.parse(body));

describe('the webhook of a question', () => {
  it('is called once when it has ended, signed, and says nothing of what came of it', async () => {
    const asked = await ask();
    expect(await tell()).toBe(0);
    await share(asked);
    expect([await tell(), await tell()]).toEqual([1, 0]);
    const [call] = calls;
    const { id } = asked.opened;
    expect(told()).toEqual([
      { type: 'request.ended', timestamp: world.now().toISOString(), data: { id, state: 'received' } },
    ]);
    const { webhookSecret } = asked.opened as unknown as { webhookSecret: string };
    expect(call?.headers).toMatchObject(
      signDelivery(webhookSecret, { deliveryId: id, sentAt: world.now(), body: call?.body ?? '' }),
    );
  });

  it('says that it was refused, or that nothing came in time', async () => {
    const { request } = await ask();
    await postForm(request.response_uri, { state: request.state, error: 'access_denied' });
    await ask();
    await tell();
    expect(told().map(({ data }) => data.state)).toEqual(['refused']);
    world.wait(301);
    await tell();
    expect(told().map(({ data }) => data.state)).toEqual(['refused', 'expired']);
  });

  it('waits in the same-device flow until somebody has come back with the code', async () => {
    const asked = await ask({ flow: 'same-device' });
    const { redirect_uri } = await (await share(asked)).json();
    expect(await tell()).toBe(0);
    const responseCode = new URL(redirect_uri).hash.split('=')[1];
    const address = `${world.url}/api/v1/requests/${asked.opened.id}/response-code`;
    expect((await postJson(address, { responseCode }, bearer(apiKey))).status).toBe(200);
    await tell();
    expect(told().map(({ data }) => data.state)).toEqual(['received']);
  });

  it('is called again, later and later, with the same words, until it arrives or there is no hope', async () => {
    receiver.status = 500;
    await share(await ask());
    expect([await tell(), await tell()]).toEqual([1, 0]);
    for (const wait of backoffSeconds) {
      world.wait(wait * 1.2 + 1);
      expect(await tell()).toBe(1);
    }
    world.wait(200_000);
    expect(await tell()).toBe(0);
    expect(calls).toHaveLength(backoffSeconds.length + 1);
    expect(new Set(told().map(({ data }) => data.state))).toEqual(new Set(['received']));
  });

  it.each([
    ['without a key', undefined, 'https://site.example/hook', 401],
    ['over plain http', apiKey, 'http://site.example/hook', 400],
    ['to something that is no address', apiKey, 'javascript:alert(1)', 400],
    ['to this machine', apiKey, 'https://127.0.0.1/hook', 400],
    ['to this machine by a number', apiKey, 'https://2130706433/hook', 400],
    ['to this machine by IPv6', apiKey, 'https://[::1]/hook', 400],
    ['to this machine by a mapped address', apiKey, 'https://[::ffff:127.0.0.1]/hook', 400],
    ['to a name of this machine', apiKey, 'https://hook.localhost/hook', 400],
    ['to a private network', apiKey, 'https://192.168.1.1/hook', 400],
    ['to a link-local address', apiKey, 'https://[fe80::1]/hook', 400],
    ['to a cloud machine’s own data', apiKey, 'https://169.254.169.254/latest/meta-data', 400],
    ['to a private name', apiKey, 'https://metadata.google.internal/', 400],
    ['to a name without a dot', apiKey, 'https://intranet/hook', 400],
    ['with a user’s name', apiKey, 'https://name:word@site.example/hook', 400],
  ])('is refused %s', async (_name, key, url, expected) => {
    const body = { purpose: 'employer', webhookUrl: url };
    const response = await postJson(
      `${world.url}/api/v1/requests`,
      body,
      key === undefined ? {} : bearer(key),
    );
    expect(response.status).toBe(expected);
    expect(await response.json()).toMatchObject({
      code: expected === 401 ? 'unauthorized' : 'invalid_request',
    });
  });
});
