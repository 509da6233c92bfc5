/** Making and dropping webhooks. */
import { randomUUID } from 'node:crypto';
import { KlusCVError } from '../../core/errors.ts';
import { isPublicUrl } from '../../server/public-url.ts';
import { isLoopbackHttp } from '../../server/read-config.ts';
import type { Webhook } from '../../store/index.ts';
import { recordChange } from '../audit/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { enqueueEvents } from './enqueue-events.ts';
import type { EventName } from './events.ts';
import { webhookSecret } from './sign-delivery.ts';

type Deps = Pick<IssuerDeps, 'store' | 'settings' | 'hashKey' | 'clock'>;

const mostWebhooks = 20;

/**
 * Makes a webhook; `secret` is what its receiver checks signatures with.
 * @throws KlusCVError `invalid_request` for an address that is not https on the public internet (http only between
 *   programs on one machine), `conflict` when there are twenty already
 */
export async function createWebhook(
  deps: Deps,
  { url, events, actor }: { url: string; events: readonly EventName[]; actor: string },
): Promise<Webhook & { readonly secret: string }> {
  // The guarded fetch looks again at every call: what a name leads to is only seen then.
  if (!isPublicUrl(url, { allowInsecureLoopback: isLoopbackHttp(deps.settings.url) }))
    throw new KlusCVError('invalid_request', 'url: must be an https address on the public internet.');
  const webhook = { webhookId: randomUUID(), url, events, createdAt: deps.clock() };
  await deps.store.transact(async (stores) => {
    if ((await stores.webhooks.listWebhooks()).length >= mostWebhooks)
      throw new KlusCVError('conflict', `There are ${mostWebhooks} webhooks already.`);
    await stores.webhooks.storeWebhook(webhook);
    const { webhookId: subject } = webhook;
    await recordChange(deps, stores, { actor, action: 'webhook_created', subject, details: { events } });
  });
  return { ...webhook, secret: webhookSecret(deps.hashKey, webhook.webhookId) };
}

/** Drops a webhook and what was still to be told to it; false when there is none of this id. */
export function deleteWebhook(
  deps: Deps,
  { webhookId, actor }: { webhookId: string; actor: string },
): Promise<boolean> {
  return deps.store.transact(async (stores) => {
    if (!(await stores.webhooks.deleteWebhook(webhookId))) return false;
    await recordChange(deps, stores, { actor, action: 'webhook_deleted', subject: webhookId });
    return true;
  });
}

/** Sends a test event to a webhook; false when there is none of this id. */
export function testWebhook({ store, clock }: Deps, webhookId: string): Promise<boolean> {
  return store.transact(async (stores) => {
    if (!(await stores.webhooks.listWebhooks()).some((webhook) => webhook.webhookId === webhookId))
      return false;
    await enqueueEvents(stores, [{ event: 'webhook.test', data: {} }], { now: clock(), webhookId });
    return true;
  });
}
