/** Webhooks: signed, in step with the changes they tell of, and tried again until they arrive. */
import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordChange } from '../../issuer/audit/index.ts';
import { dropOldDeliveries, sendDue } from '../../issuer/notify/index.ts';
import { backoffSeconds, signDelivery } from '../../server/index.ts';
import { type Delivered, startWebhookReceiver, type WebhookReceiver } from '../server/webhook-receiver.ts';
import { startTestIssuer, type TestIssuer } from './start-test-issuer.ts';

let issuer: TestIssuer;
let receiver: WebhookReceiver;
let calls: WebhookReceiver['calls'];
let url: string;

beforeEach(async () => {
  receiver = await startWebhookReceiver();
  ({ calls, url } = receiver);
  issuer = await startTestIssuer();
});
afterEach(async () => {
  receiver.close();
  await issuer.close();
});

const subscribe = async (
  events = ['credential.claimed', 'credential.withdrawn', 'correction.asked'],
): Promise<{ webhookId: string; secret: string }> =>
  (await issuer.call('POST', '/webhooks', { url, events })).json();
const issue = async (): Promise<string> =>
  (await (await issuer.call('POST', '/workers/W-1/credentials', { configuration: 'kluscv-sd-jwt' })).json())
    .credentialId;
const withdraw = async (): Promise<string> => {
  const credentialId = await issue();
  await issuer.call('POST', `/credentials/${credentialId}/status`, { status: 'revoked' });
  return credentialId;
};
const deliveries = async (webhookId: string) =>
  (await (await issuer.call('GET', `/webhooks/${webhookId}/deliveries`)).json()).deliveries;

describe('a webhook', () => {
  it('signs as Standard Webhooks 1.0 has it, by the example of its libraries', () => {
    const headers = signDelivery('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', {
      deliveryId: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      sentAt: new Date(1_614_265_330_000),
      body: '{"test": 2432232314}',
    });
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('tells that a credential was withdrawn, signed with the secret that its maker got', async () => {
    const { secret } = await subscribe();
    const credentialId = await withdraw();
    expect(await sendDue(issuer.deps)).toBe(1);
    const [call] = calls;
    expect(JSON.parse(call?.body ?? '')).toMatchObject({
      type: 'credential.withdrawn',
      data: { workerId: 'W-1', credentialId },
    });
    const { headers, body } = call as Delivered;
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    expect(headers['webhook-signature']).toBe(
      `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
    );
    expect(body).not.toMatch(/Fatima/);
    expect(await sendDue(issuer.deps)).toBe(0);
  });

  it('tells of claims by the worker, not of what the platform itself asked for', async () => {
    const { webhookId } = await subscribe();
    await issue();
    expect(await deliveries(webhookId)).toEqual([]);
    const { claimUrl } = await (await issuer.call('POST', '/workers/W-1/offers', {})).json();
    const page = { 'content-type': 'application/json' };
    const session = await fetch(`${issuer.url}/claim/api/session`, {
      method: 'POST',
      headers: page,
      body: JSON.stringify({ token: new URL(claimUrl).hash.slice(1) }),
    });
    const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    await fetch(`${issuer.url}/claim/api/pdf`, { method: 'POST', headers: { ...page, cookie }, body: '{}' });
    await sendDue(issuer.deps);
    expect(calls.map(({ body }) => JSON.parse(body))).toMatchObject([
      { type: 'credential.claimed', data: { workerId: 'W-1', configuration: 'kluscv-paper' } },
    ]);
  });

  it('tells only what was asked for', async () => {
    await subscribe(['credential.claimed']);
    await withdraw();
    expect(await sendDue(issuer.deps)).toBe(0);
  });

  it('tells nothing of a change that did not go in', async () => {
    const { webhookId } = await subscribe();
    const change = { actor: 'worker', action: 'copy_turned_off', workerId: 'W-1', subject: 'x' } as const;
    await expect(
      issuer.deps.store.transact(async (stores) => {
        await recordChange(issuer.deps, stores, change);
        throw new Error('no');
      }),
    ).rejects.toThrow();
    expect(await deliveries(webhookId)).toEqual([]);
  });

  it('is tried again, later each time, under the same id, and given up in the end', async () => {
    const { webhookId } = await subscribe();
    receiver.status = 503;
    await withdraw();
    for (const wait of backoffSeconds) {
      expect(await sendDue(issuer.deps)).toBe(1);
      issuer.passTime(wait * 0.9);
      expect(await sendDue(issuer.deps)).toBe(0);
      issuer.passTime(wait * 0.4);
    }
    expect(await sendDue(issuer.deps)).toBe(1);
    issuer.passTime(1_000_000);
    expect(await sendDue(issuer.deps)).toBe(0);
    expect(new Set(calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(calls).toHaveLength(backoffSeconds.length + 1);
    expect(await deliveries(webhookId)).toMatchObject([{ state: 'given_up', lastStatus: 503 }]);
  });

  it('arrives when the receiver is back', async () => {
    const { webhookId } = await subscribe();
    receiver.status = 500;
    await withdraw();
    await sendDue(issuer.deps);
    receiver.status = 200;
    issuer.passTime(10);
    await sendDue(issuer.deps);
    expect(await deliveries(webhookId)).toMatchObject([{ state: 'delivered', attempts: 2, lastStatus: 200 }]);
    issuer.passTime(8 * 86_400);
    await dropOldDeliveries(issuer.deps);
    expect(await deliveries(webhookId)).toEqual([]);
  });

  it('counts a redirect as no arrival, and follows none', async () => {
    const { webhookId } = await subscribe();
    receiver.status = 302;
    await withdraw();
    await sendDue(issuer.deps);
    expect(await deliveries(webhookId)).toMatchObject([{ state: 'waiting', attempts: 1 }]);
  });

  it('is forgotten with the worker it tells of', async () => {
    const { webhookId } = await subscribe();
    await withdraw();
    await issuer.call('DELETE', '/workers/W-1');
    expect(await deliveries(webhookId)).toEqual([]);
  });

  it('can be tried, listed and dropped', async () => {
    const { webhookId, secret } = await subscribe(['correction.asked']);
    expect((await issuer.call('POST', `/webhooks/${webhookId}/test`)).status).toBe(202);
    await sendDue(issuer.deps);
    expect(JSON.parse(calls[0]?.body ?? '')).toMatchObject({ type: 'webhook.test' });
    const listed = await (await issuer.call('GET', '/webhooks')).text();
    expect(listed).toContain(webhookId);
    expect(listed).not.toContain(secret);
    expect((await issuer.call('DELETE', `/webhooks/${webhookId}`)).status).toBe(204);
    expect((await issuer.call('DELETE', `/webhooks/${webhookId}`)).status).toBe(404);
  });

  it.each([
    { url: 'http://example.org/hook', events: ['credential.claimed'] },
    { url: 'file:///etc/passwd', events: ['credential.claimed'] },
    { url: 'https://127.0.0.1/hook', events: ['credential.claimed'] },
    { url: 'https://169.254.169.254/latest', events: ['credential.claimed'] },
    { url: 'https://[::1]/hook', events: ['credential.claimed'] },
    { url: 'https://db.internal/hook', events: ['credential.claimed'] },
    { url: 'https://name:word@example.org/hook', events: ['credential.claimed'] },
    { url: 'https://example.org', events: [] },
    { url: 'https://example.org', events: ['everything'] },
  ])('is refused as %j', async (order) => {
    expect((await issuer.call('POST', '/webhooks', order)).status).toBe(400);
  });
});
