/** Puts events into the outbox, for each webhook that wants them, in the transaction of the changes. */
import { randomUUID } from 'node:crypto';
import type { Stores } from '../../store/index.ts';
import type { Event } from './events.ts';

/** More than this in one statement are some parameters too many. */
const mostAtOnce = 500;

/**
 * @param wanted the events that are told of, in their order
 * @param options `webhookId`: to this one alone, whether it wants them or not
 */
export async function enqueueEvents(
  { webhooks }: Pick<Stores, 'webhooks'>,
  wanted: readonly Event[],
  { now, webhookId }: { readonly now: Date; readonly webhookId?: string },
): Promise<void> {
  if (wanted.length === 0) return;
  const receivers = await webhooks.listWebhooks();
  const deliveries = wanted.flatMap(({ event, data }) =>
    receivers
      .filter((receiver) =>
        webhookId === undefined ? receiver.events.includes(event) : receiver.webhookId === webhookId,
      )
      .map((receiver) => ({
        deliveryId: randomUUID(),
        webhookId: receiver.webhookId,
        workerId: data.workerId ?? '',
        event,
        body: JSON.stringify({ type: event, timestamp: now.toISOString(), data }),
        createdAt: now,
      })),
  );
  for (let at = 0; at < deliveries.length; at += mostAtOnce)
    await webhooks.storeDeliveries(deliveries.slice(at, at + mostAtOnce));
}
