/** Forgetting: everything of one worker in one go, a single review, and what keeps both from coming back. */
import type { GigRecord } from '../core/credential/gig-record.ts';
import { keepNewestUpdate } from './gig-statements.ts';
import { isOneOf } from './many-rows.ts';
import type { Database } from './query-layer.ts';
import { inTransaction } from './transact.ts';

/** Every table with a row of a worker, in an order in which they can be emptied; a test compares it with the database. */
export const tablesOfWorkers = [
  'gigs',
  'workers',
  'known_workers',
  'offers',
  'claim_links',
  'access_tokens',
  'credentials',
  'correction_requests',
  'claimed_workers',
  'webhook_deliveries',
] as const;
type WorkerTable = (typeof tablesOfWorkers)[number];

export type ErasedCounts = Readonly<Record<WorkerTable, number>>;
export type StoredReceipt = { readonly receiptId: string; readonly erasedAt: Date; readonly receipt: string };

export type ErasureStore = {
  /** Deletes every row of a worker and says how many there were of each kind; statuses stay, since they name nobody. */
  readonly deleteWorker: (workerId: string) => Promise<ErasedCounts>;
  /** From now on the worker behind this keyed hash is not taken in again. */
  readonly rememberErased: (workerHash: string) => Promise<void>;
  readonly storeReceipt: (receipt: StoredReceipt) => Promise<void>;
  readonly loadReceipt: (receiptId: string) => Promise<StoredReceipt | undefined>;
  /** Which of these keyed hashes are of erased workers; at most some hundreds. */
  readonly findErased: (workerHashes: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Which of these keyed hashes are of gigs whose review was removed; at most some hundreds. */
  readonly findRemovedReviews: (gigHashes: readonly string[]) => Promise<ReadonlySet<string>>;
  /** True once a worker was erased or a review removed. */
  readonly hasForgotten: () => Promise<boolean>;
  /** The gig record of an id, if it is kept. */
  readonly loadGig: (gigId: string) => Promise<GigRecord | undefined>;
  /** Takes the review out of a gig for good: `canonical` is the gig record without it, as canonical JSON. */
  readonly removeReview: (gig: { gigId: string; gigHash: string; canonical: string }) => Promise<void>;
  /** Notes that a worker has the KlusCV. */
  readonly storeClaimed: (workerId: string, now: Date) => Promise<void>;
  /** Claimed workers who can fetch nothing more: no token, no open page and nothing to tell is left. */
  readonly listClaimed: (page: { now: Date; limit: number }) => Promise<readonly string[]>;
};

export const createErasureStore = (db: Database): ErasureStore => ({
  deleteWorker: (workerId) =>
    inTransaction(db, async (tx) => {
      const tokens = tx.selectFrom('access_tokens').select('token_hash').where('worker_id', '=', workerId);
      const counts = new Map<WorkerTable, number>();
      for (const table of ['offers', 'claim_links'] as const) {
        const codes = tx
          .selectFrom(table)
          .select(({ ref }) => ref('tx_code_id').$castTo<string>().as('tx_code_id'))
          .where('worker_id', '=', workerId)
          .where('tx_code_id', 'is not', null);
        await tx.deleteFrom('tx_codes').where('tx_code_id', 'in', codes).execute();
      }
      await keepNewestUpdate(tx, workerId);
      for (const table of tablesOfWorkers) {
        // The offers are gone by now: nobody can redeem one for a token that would stay behind.
        if (table === 'access_tokens')
          await tx.deleteFrom('access_token_grants').where('token_hash', 'in', tokens).execute();
        const { numDeletedRows } = await tx
          .deleteFrom(table)
          .where('worker_id', '=', workerId)
          .executeTakeFirst();
        counts.set(table, Number(numDeletedRows));
      }
      return Object.fromEntries(
        tablesOfWorkers.map((table) => [table, counts.get(table) ?? 0]),
      ) as ErasedCounts;
    }),
  rememberErased: async (workerHash) => {
    await db
      .insertInto('erased_workers')
      .values({ worker_hash: workerHash })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  },
  storeReceipt: async ({ receiptId, erasedAt, receipt }) => {
    await db
      .insertInto('erasures')
      .values({ receipt_id: receiptId, erased_at: erasedAt.toISOString(), receipt })
      .execute();
  },
  loadReceipt: async (receiptId) => {
    const row = await db
      .selectFrom('erasures')
      .selectAll()
      .where('receipt_id', '=', receiptId)
      .executeTakeFirst();
    return row && { receiptId, erasedAt: new Date(row.erased_at), receipt: row.receipt };
  },
  findErased: async (workerHashes) => {
    if (workerHashes.length === 0) return new Set();
    const rows = await db
      .selectFrom('erased_workers')
      .select('worker_hash')
      .where(isOneOf(db, 'worker_hash', workerHashes))
      .execute();
    return new Set(rows.map((row) => row.worker_hash));
  },
  findRemovedReviews: async (gigHashes) => {
    if (gigHashes.length === 0) return new Set();
    const rows = await db
      .selectFrom('removed_reviews')
      .select('gig_hash')
      .where(isOneOf(db, 'gig_hash', gigHashes))
      .execute();
    return new Set(rows.map((row) => row.gig_hash));
  },
  hasForgotten: async () => {
    const worker = await db.selectFrom('erased_workers').select('worker_hash').limit(1).executeTakeFirst();
    const review = await db.selectFrom('removed_reviews').select('gig_hash').limit(1).executeTakeFirst();
    return worker !== undefined || review !== undefined;
  },
  loadGig: async (gigId) => {
    const row = await db.selectFrom('gigs').select('record').where('gig_id', '=', gigId).executeTakeFirst();
    // Written by us, from a parsed gig record.
    return row && (JSON.parse(row.record) as GigRecord);
  },
  removeReview: ({ gigId, gigHash, canonical }) =>
    inTransaction(db, async (tx) => {
      await tx.updateTable('gigs').set({ record: canonical }).where('gig_id', '=', gigId).execute();
      await tx
        .insertInto('removed_reviews')
        .values({ gig_hash: gigHash })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }),
  storeClaimed: async (workerId, now) => {
    await db
      .insertInto('claimed_workers')
      .values({ worker_id: workerId, claimed_at: now.toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  },
  listClaimed: async ({ now, limit }) => {
    const time = now.toISOString();
    const rows = await db
      .selectFrom('claimed_workers')
      .select('worker_id')
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('access_tokens')
              .select('token_hash')
              .whereRef('access_tokens.worker_id', '=', 'claimed_workers.worker_id')
              .where('access_tokens.expires_at', '>', time),
          ),
        ),
      )
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('claim_links')
              .select('token_hash')
              .whereRef('claim_links.worker_id', '=', 'claimed_workers.worker_id')
              .where('claim_links.session_hash', 'is not', null)
              .where('claim_links.expires_at', '>', time),
          ),
        ),
      )
      // The platform is told before the last trace goes.
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('webhook_deliveries')
              .select('delivery_id')
              .whereRef('webhook_deliveries.worker_id', '=', 'claimed_workers.worker_id')
              .where('webhook_deliveries.state', '=', 'waiting'),
          ),
        ),
      )
      .orderBy('claimed_at')
      .limit(limit)
      .execute();
    return rows.map((row) => row.worker_id);
  },
});
