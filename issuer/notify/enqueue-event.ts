/** Puts an event into the outbox, for each webhook that wants it, in the transaction of the change. */
import { randomUUID } from 'node:crypto';
import type { Stores } from '../../store/index.ts';
import type { Event } from './events.ts';

export async function enqueueEvent(
  { webhooks }: Pick<Stores, 'webhooks'>,
  { event, data }: Event,
  now: Date,
  only?: { readonly webhookId: string },
): Promise<void> {
  for (const webhook of await webhooks.listWebhooks()) {
    const wanted = only ? webhook.webhookId === only.webhookId : webhook.events.includes(event);
    if (!wanted) continue;
    await webhooks.storeDelivery({
      deliveryId: randomUUID(),
      webhookId: webhook.webhookId,
      workerId: data.workerId ?? '',
      event,
      body: JSON.stringify({ type: event, timestamp: now.toISOString(), data }),
      createdAt: now,
    });
  }
}
