import { correctsCounted } from '../core/credential/corrects-counted.ts';
import type { GigRecord } from '../core/credential/gig-record.ts';
import { findGigs, findNewestUpdate, type KeptGig, writeGigs } from './gig-statements.ts';
import type { Database } from './query-layer.ts';
import { inTransaction } from './transact.ts';

/** A gig record as it is kept: parsed at the edge, with what the rules of correction compare. */
export type StoredGig = {
  readonly gigId: string;
  readonly workerId: string;
  readonly workerName: string | undefined;
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
  /** `updatedAt`, but never after the moment of arrival. */
  readonly knownAt: number;
  /** When this version came in, in milliseconds since 1970; `knownAt` when that was not kept. */
  readonly storedAt?: number;
  /** Canonical JSON (RFC 8785) of the gig record. */
  readonly canonical: string;
};

export type GigVersion = Pick<StoredGig, 'gigId' | 'updatedAt' | 'canonical'>;

export type GigStore = ReturnType<typeof createGigStore>;

/** The gig records of one platform, the newest of each gig. */
export const createGigStore = (db: Database) => ({
  /**
   * Stores, in one transaction, those gigs that `choose` picks after it has seen what is kept now under the same ids,
   * and marks the credentials that were issued while a gig was kept that is now found to have been wrong.
   *
   * @param gigIds at most some thousands
   */
  storeChosen: async (
    gigIds: readonly string[],
    choose: (kept: ReadonlyMap<string, GigVersion>) => readonly StoredGig[],
  ): Promise<void> => {
    if (gigIds.length === 0) return;
    await inTransaction(db, async (transaction) => {
      const before = new Map<string, KeptGig>();
      const kept = new Map<string, GigVersion>();
      for (const row of await findGigs(transaction, gigIds)) {
        before.set(row.gig_id, row);
        kept.set(row.gig_id, {
          gigId: row.gig_id,
          updatedAt: Number(row.updated_at),
          canonical: row.record,
        });
      }
      const chosen = choose(kept);
      await writeGigs(transaction, chosen.map(toRow));
      for (const gig of chosen) {
        const replaced = before.get(gig.gigId);
        if (replaced !== undefined) await markCredentials(transaction, replaced, gig);
      }
    });
  },

  /** All gig records of a worker, in no particular order. */
  loadByWorker: async (workerId: string): Promise<GigRecord[]> => {
    const rows = await db.selectFrom('gigs').select('record').where('worker_id', '=', workerId).execute();
    // Written by us, from a parsed gig record.
    return rows.map((row) => JSON.parse(row.record) as GigRecord);
  },

  /** Over how many of the last ratings the platform shows a mean; nothing when it does not. */
  loadRatingWindow: async (): Promise<number | undefined> => {
    const row = await db.selectFrom('rating_window').select('ratings').executeTakeFirst();
    return row === undefined ? undefined : Number(row.ratings);
  },

  storeRatingWindow: async (ratings: number | undefined): Promise<void> => {
    await db.deleteFrom('rating_window').execute();
    if (ratings !== undefined) await db.insertInto('rating_window').values({ id: 1, ratings }).execute();
  },

  /**
   * Up to which moment the platform's data has come in: milliseconds since 1970, or nothing when there is none. What is
   * erased later does not turn it back.
   */
  loadNewestUpdate: (): Promise<number | undefined> => findNewestUpdate(db),
});

const storedAt = (gig: StoredGig): number => gig.storedAt ?? gig.knownAt;

/** Credentials of the worker that were issued since the replaced version came in have counted it. */
const markCredentials = async (db: Database, replaced: KeptGig, gig: StoredGig): Promise<void> => {
  // Both written by us, from parsed gig records.
  const [before, after] = [replaced.record, gig.canonical].map((text) => JSON.parse(text) as GigRecord);
  if (before === undefined || after === undefined || !correctsCounted(before, after)) return;
  await db
    .updateTable('credentials')
    .set((set) => ({
      corrected_at: new Date(storedAt(gig)).toISOString(),
      corrected_gigs: set('corrected_gigs', '+', 1),
    }))
    .where('worker_id', '=', replaced.worker_id)
    .where('issued_at', '>=', new Date(Number(replaced.stored_at ?? 0)).toISOString())
    .execute();
};

const toRow = (gig: StoredGig) => ({
  gig_id: gig.gigId,
  worker_id: gig.workerId,
  worker_name: gig.workerName ?? null,
  updated_at: gig.updatedAt,
  known_at: gig.knownAt,
  stored_at: storedAt(gig),
  record: gig.canonical,
});
