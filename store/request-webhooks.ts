/** Webhooks of questions: one call each, when the question has ended, again and again until it arrives. */
import type { Database } from './query-layer.ts';
import { inTransaction } from './transact.ts';

export type DueRequestWebhook = {
  readonly requestId: string;
  readonly url: string;
  /** How the question ended, when that was written down; else its time ran out, or its process did. */
  readonly endedAs?: string;
  readonly attempts: number;
};

export type RequestWebhookStore = {
  /** @param hook.dueAt when the question's time is over: told then at the latest */
  readonly storeWebhook: (hook: {
    readonly requestId: string;
    readonly url: string;
    readonly dueAt: Date;
  }) => Promise<void>;
  /** Writes down how it ended, and makes the call due; nothing when nobody wants to know or it was written before. */
  readonly endWebhook: (requestId: string, endedAs: string, dueAt: Date) => Promise<void>;
  /** What is due, each lent until `until` so that no other process takes it. */
  readonly takeDue: (due: {
    readonly now: Date;
    readonly until: Date;
    readonly limit: number;
  }) => Promise<DueRequestWebhook[]>;
  readonly delayWebhook: (requestId: string, nextAt: Date) => Promise<void>;
  /** It arrived, or was given up: nothing is kept of it. */
  readonly dropWebhook: (requestId: string) => Promise<void>;
};

export const createRequestWebhookStore = (db: Database): RequestWebhookStore => ({
  storeWebhook: async ({ requestId, url, dueAt }) => {
    await db
      .insertInto('request_webhooks')
      .values({ request_id: requestId, url, ended_as: null, attempts: 0, next_at: dueAt.toISOString() })
      .execute();
  },
  endWebhook: async (requestId, endedAs, dueAt) => {
    await db
      .updateTable('request_webhooks')
      .set({ ended_as: endedAs, next_at: dueAt.toISOString() })
      .where('request_id', '=', requestId)
      .where('ended_as', 'is', null)
      .execute();
  },
  takeDue: ({ now, until, limit }) =>
    inTransaction(db, async (tx) => {
      const rows = await tx
        .selectFrom('request_webhooks')
        .selectAll()
        .where('next_at', '<=', now.toISOString())
        .orderBy('next_at')
        .limit(limit)
        .execute();
      for (const row of rows)
        await tx
          .updateTable('request_webhooks')
          .set({ attempts: row.attempts + 1, next_at: until.toISOString() })
          .where('request_id', '=', row.request_id)
          .execute();
      return rows.map((row) => ({
        requestId: row.request_id,
        url: row.url,
        attempts: row.attempts,
        ...(row.ended_as === null ? {} : { endedAs: row.ended_as }),
      }));
    }),
  delayWebhook: async (requestId, nextAt) => {
    await db
      .updateTable('request_webhooks')
      .set({ next_at: nextAt.toISOString() })
      .where('request_id', '=', requestId)
      .execute();
  },
  dropWebhook: async (requestId) => {
    await db.deleteFrom('request_webhooks').where('request_id', '=', requestId).execute();
  },
});
