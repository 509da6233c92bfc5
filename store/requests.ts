/**
 * Questions to wallets, and what came of them. A question is answered once: `take` lets exactly one answer through,
 * whatever arrives at the same moment, also in another process.
 */
import type { Database } from './query-layer.ts';

/** `checking` is between an answer's arrival and its report; nobody outside is told of it. */
export type RequestPhase = 'waiting' | 'checking' | 'received' | 'refused';

export type StoredRequest = {
  readonly requestId: string;
  readonly purpose: string;
  readonly formats: readonly string[];
  readonly state: string;
  readonly nonce: string;
  readonly viewerHash: string;
  readonly phase: RequestPhase;
  /** Why it was refused: a wallet's error code. */
  readonly reason?: string;
  /** JSON text. */
  readonly report?: string;
  readonly expiresAt: Date;
};
export type NewRequest = Omit<StoredRequest, 'phase' | 'reason' | 'report'> & {
  readonly createdAt: Date;
  readonly forgetAt: Date;
};
export type RequestEnd = {
  readonly phase: 'received' | 'refused';
  readonly reason?: string;
  readonly report?: string;
};

export type RequestStore = {
  readonly storeRequest: (request: NewRequest) => Promise<void>;
  readonly loadRequest: (requestId: string) => Promise<StoredRequest | undefined>;
  /** From waiting to checking; false when it does not wait any more or its time is over. */
  readonly takeRequest: (requestId: string, now: Date) => Promise<boolean>;
  readonly endRequest: (requestId: string, end: RequestEnd) => Promise<void>;
  /** Drops what is past its `forgetAt`; gives how many. */
  readonly forgetRequests: (now: Date) => Promise<number>;
};

export const createRequestStore = (db: Database): RequestStore => ({
  storeRequest: async (request) => {
    await db
      .insertInto('requests')
      .values({
        request_id: request.requestId,
        purpose: request.purpose,
        formats: request.formats.join(' '),
        state: request.state,
        nonce: request.nonce,
        viewer_hash: request.viewerHash,
        phase: 'waiting',
        reason: null,
        report: null,
        created_at: request.createdAt.toISOString(),
        expires_at: request.expiresAt.toISOString(),
        forget_at: request.forgetAt.toISOString(),
      })
      .execute();
  },
  loadRequest: async (requestId) => {
    const row = await db
      .selectFrom('requests')
      .selectAll()
      .where('request_id', '=', requestId)
      .executeTakeFirst();
    if (!row) return undefined;
    return {
      requestId,
      purpose: row.purpose,
      formats: row.formats.split(' '),
      state: row.state,
      nonce: row.nonce,
      viewerHash: row.viewer_hash,
      phase: parsePhase(row.phase),
      expiresAt: new Date(row.expires_at),
      ...(row.reason === null ? {} : { reason: row.reason }),
      ...(row.report === null ? {} : { report: row.report }),
    };
  },
  takeRequest: async (requestId, now) => {
    const result = await db
      .updateTable('requests')
      .set({ phase: 'checking' })
      .where('request_id', '=', requestId)
      .where('phase', '=', 'waiting')
      .where('expires_at', '>', now.toISOString())
      .executeTakeFirst();
    return result.numUpdatedRows === 1n;
  },
  endRequest: async (requestId, { phase, reason, report }) => {
    await db
      .updateTable('requests')
      .set({ phase, reason: reason ?? null, report: report ?? null })
      .where('request_id', '=', requestId)
      .where('phase', '=', 'checking')
      .execute();
  },
  forgetRequests: async (now) => {
    const result = await db
      .deleteFrom('requests')
      .where('forget_at', '<=', now.toISOString())
      .executeTakeFirst();
    return Number(result.numDeletedRows);
  },
});

/** What the database says that we never wrote counts as spent, never as open. */
const parsePhase = (text: string): RequestPhase =>
  text === 'waiting' || text === 'checking' || text === 'received' ? text : 'refused';
