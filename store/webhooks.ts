/** Webhooks and their outbox. */
import type { Database } from './query-layer.ts';
import { inTransaction } from './transact.ts';

export type Webhook = {
  readonly webhookId: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly createdAt: Date;
};
export type DeliveryState = 'waiting' | 'delivered' | 'given_up';
export type Delivery = {
  readonly deliveryId: string;
  readonly event: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** HTTP status of the last attempt; absent when there was no answer. */
  readonly lastStatus?: number;
  readonly createdAt: Date;
  readonly nextAt: Date;
};
export type DueDelivery = {
  readonly deliveryId: string;
  readonly webhookId: string;
  readonly url: string;
  readonly event: string;
  readonly body: string;
  /** How often it was tried before. */
  readonly attempts: number;
};
export type NewDelivery = {
  readonly deliveryId: string;
  readonly webhookId: string;
  readonly workerId: string;
  readonly event: string;
  readonly body: string;
  readonly createdAt: Date;
};

export type WebhookStore = {
  readonly storeWebhook: (webhook: Webhook) => Promise<void>;
  readonly listWebhooks: () => Promise<readonly Webhook[]>;
  /** Drops a webhook with what was still to be told; false when there is none of this id. */
  readonly deleteWebhook: (webhookId: string) => Promise<boolean>;
  /** At most some hundreds. */
  readonly storeDeliveries: (deliveries: readonly NewDelivery[]) => Promise<void>;
  /** Takes what is due, and keeps others from taking it before `until`. */
  readonly takeDue: (time: { now: Date; until: Date; limit: number }) => Promise<readonly DueDelivery[]>;
  readonly endDelivery: (
    deliveryId: string,
    end: { state: 'delivered' | 'given_up'; lastStatus: number | undefined },
  ) => Promise<void>;
  readonly delayDelivery: (
    deliveryId: string,
    delay: { nextAt: Date; lastStatus: number | undefined },
  ) => Promise<void>;
  /** The newest deliveries of a webhook first. */
  readonly listDeliveries: (webhookId: string, limit: number) => Promise<readonly Delivery[]>;
  /** Drops ended deliveries from before this moment. */
  readonly dropEnded: (before: Date) => Promise<void>;
};

export const createWebhookStore = (db: Database): WebhookStore => ({
  storeWebhook: async ({ webhookId, url, events, createdAt }) => {
    await db
      .insertInto('webhooks')
      .values({
        webhook_id: webhookId,
        url,
        events: events.join(' '),
        created_at: createdAt.toISOString(),
      })
      .execute();
  },
  listWebhooks: async () => {
    const rows = await db.selectFrom('webhooks').selectAll().orderBy('created_at').execute();
    return rows.map((row) => ({
      webhookId: row.webhook_id,
      url: row.url,
      events: row.events.split(' '),
      createdAt: new Date(row.created_at),
    }));
  },
  deleteWebhook: (webhookId) =>
    inTransaction(db, async (tx) => {
      await tx.deleteFrom('webhook_deliveries').where('webhook_id', '=', webhookId).execute();
      const result = await tx.deleteFrom('webhooks').where('webhook_id', '=', webhookId).executeTakeFirst();
      return result.numDeletedRows === 1n;
    }),
  storeDeliveries: async (deliveries) => {
    if (deliveries.length === 0) return;
    await db
      .insertInto('webhook_deliveries')
      .values(
        deliveries.map((delivery) => ({
          delivery_id: delivery.deliveryId,
          webhook_id: delivery.webhookId,
          worker_id: delivery.workerId,
          event: delivery.event,
          body: delivery.body,
          state: 'waiting',
          attempts: 0,
          last_status: null,
          created_at: delivery.createdAt.toISOString(),
          next_at: delivery.createdAt.toISOString(),
        })),
      )
      .execute();
  },
  takeDue: ({ now, until, limit }) =>
    inTransaction(db, async (tx) => {
      const rows = await tx
        .selectFrom('webhook_deliveries')
        .innerJoin('webhooks', 'webhooks.webhook_id', 'webhook_deliveries.webhook_id')
        .select(['delivery_id', 'webhook_deliveries.webhook_id', 'url', 'event', 'body', 'attempts'])
        .where('state', '=', 'waiting')
        .where('next_at', '<=', now.toISOString())
        .orderBy('next_at')
        .limit(limit)
        .execute();
      if (rows.length === 0) return [];
      await tx
        .updateTable('webhook_deliveries')
        .set((set) => ({ attempts: set('attempts', '+', 1), next_at: until.toISOString() }))
        .where(
          'delivery_id',
          'in',
          rows.map((row) => row.delivery_id),
        )
        .execute();
      return rows.map((row) => ({
        deliveryId: row.delivery_id,
        webhookId: row.webhook_id,
        url: row.url,
        event: row.event,
        body: row.body,
        attempts: row.attempts,
      }));
    }),
  endDelivery: async (deliveryId, { state, lastStatus }) => {
    await db
      .updateTable('webhook_deliveries')
      .set({ state, body: '', worker_id: '', last_status: lastStatus ?? null })
      .where('delivery_id', '=', deliveryId)
      .execute();
  },
  delayDelivery: async (deliveryId, { nextAt, lastStatus }) => {
    await db
      .updateTable('webhook_deliveries')
      .set({ next_at: nextAt.toISOString(), last_status: lastStatus ?? null })
      .where('delivery_id', '=', deliveryId)
      .execute();
  },
  listDeliveries: async (webhookId, limit) => {
    const rows = await db
      .selectFrom('webhook_deliveries')
      .selectAll()
      .where('webhook_id', '=', webhookId)
      .orderBy('created_at', 'desc')
      .orderBy('delivery_id')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      deliveryId: row.delivery_id,
      event: row.event,
      state: parseState(row.state),
      attempts: row.attempts,
      ...(row.last_status === null ? {} : { lastStatus: row.last_status }),
      createdAt: new Date(row.created_at),
      nextAt: new Date(row.next_at),
    }));
  },
  dropEnded: async (before) => {
    await db
      .deleteFrom('webhook_deliveries')
      .where('state', '!=', 'waiting')
      .where('created_at', '<', before.toISOString())
      .execute();
  },
});

const parseState = (text: string): DeliveryState =>
  text === 'waiting' || text === 'delivered' ? text : 'given_up';
