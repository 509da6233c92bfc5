/** Calls to platforms about records that they took over and that changed since: each until it arrives or is given up. */
import type { Database } from './query-layer.ts';
import { inTransaction } from './transact.ts';

export type RecordDelivery = {
  readonly deliveryId: string;
  readonly recordId: string;
  /** Whose record it is. */
  readonly receiver: string;
  readonly url: string;
  /** JSON, the same at every attempt. */
  readonly body: string;
  readonly attempts: number;
};

export type RecordDeliveryStore = {
  readonly storeDelivery: (delivery: Omit<RecordDelivery, 'attempts'>, dueAt: Date) => Promise<void>;
  /** What is due, each lent until `until` so that no other process takes it. */
  readonly takeDue: (due: {
    readonly now: Date;
    readonly until: Date;
    readonly limit: number;
  }) => Promise<readonly RecordDelivery[]>;
  readonly delayDelivery: (deliveryId: string, nextAt: Date) => Promise<void>;
  /** It arrived, or was given up. */
  readonly dropDelivery: (deliveryId: string) => Promise<void>;
};

export const createRecordDeliveryStore = (db: Database): RecordDeliveryStore => ({
  storeDelivery: async ({ deliveryId, recordId, receiver, url, body }, dueAt) => {
    await db
      .insertInto('record_deliveries')
      .values({
        delivery_id: deliveryId,
        record_id: recordId,
        receiver,
        url,
        body,
        attempts: 0,
        next_at: dueAt.toISOString(),
      })
      .execute();
  },
  takeDue: ({ now, until, limit }) =>
    inTransaction(db, async (tx) => {
      const rows = await tx
        .selectFrom('record_deliveries')
        .selectAll()
        .where('next_at', '<=', now.toISOString())
        .orderBy('next_at')
        .limit(limit)
        .execute();
      const taken: RecordDelivery[] = [];
      for (const row of rows) {
        // Only as it was read: another process may have been quicker.
        const result = await tx
          .updateTable('record_deliveries')
          .set({ attempts: row.attempts + 1, next_at: until.toISOString() })
          .where('delivery_id', '=', row.delivery_id)
          .where('attempts', '=', row.attempts)
          .executeTakeFirst();
        if (result.numUpdatedRows !== 1n) continue;
        taken.push({
          deliveryId: row.delivery_id,
          recordId: row.record_id,
          receiver: row.receiver,
          url: row.url,
          body: row.body,
          attempts: row.attempts,
        });
      }
      return taken;
    }),
  delayDelivery: async (deliveryId, nextAt) => {
    await db
      .updateTable('record_deliveries')
      .set({ next_at: nextAt.toISOString() })
      .where('delivery_id', '=', deliveryId)
      .execute();
  },
  dropDelivery: async (deliveryId) => {
    await db.deleteFrom('record_deliveries').where('delivery_id', '=', deliveryId).execute();
  },
});
