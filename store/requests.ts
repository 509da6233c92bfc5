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
  readonly flow: string;
  readonly responseMode: string;
  readonly clientIdPrefix: string;
  /** A JWE that this room cannot open; gone once the session is over. */
  readonly encryptionKey?: string;
  readonly origin?: string;
  readonly returnUrl?: string;
  /** What the wallet showed: a JWE that this room cannot open; goes with the session. */
  readonly presented?: string;
  readonly answeredAt?: Date;
  /** Which API key asked; absent for a page. */
  readonly openedBy?: string;
  /** False while the end may not be shown yet: nobody has come back with the response code. */
  readonly released: boolean;
};
export type NewRequest = Omit<
  StoredRequest,
  'phase' | 'reason' | 'report' | 'released' | 'presented' | 'answeredAt'
> & {
  readonly createdAt: Date;
  readonly forgetAt: Date;
};
export type RequestEnd = {
  readonly phase: 'received' | 'refused';
  readonly reason?: string;
  readonly report?: string;
  readonly presented?: string;
  readonly answeredAt?: Date;
  /** When given, the end is shown only after `releaseRequest` with it. */
  readonly responseCodeHash?: string;
};

export type SealedRequest = Pick<StoredRequest, 'requestId' | 'encryptionKey' | 'presented'>;

export type RequestStore = {
  readonly storeRequest: (request: NewRequest) => Promise<void>;
  readonly loadRequest: (requestId: string) => Promise<StoredRequest | undefined>;
  /** From waiting to checking; false when it does not wait any more or its time is over. */
  readonly takeRequest: (requestId: string, now: Date) => Promise<boolean>;
  readonly endRequest: (requestId: string, end: RequestEnd) => Promise<void>;
  /** Uses a response code up: true for the first who brings the right one, for this session. */
  readonly releaseRequest: (requestId: string, responseCodeHash: string) => Promise<boolean>;
  /** What is kept encrypted of sessions, by their ids, those behind `after`. */
  readonly listSealed: (page: {
    readonly after: string;
    readonly limit: number;
  }) => Promise<readonly SealedRequest[]>;
  /** The same, encrypted another way; what is gone or another since stays so. */
  readonly replaceSealed: (before: SealedRequest, sealed: Omit<SealedRequest, 'requestId'>) => Promise<void>;
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
        flow: request.flow,
        response_mode: request.responseMode,
        client_id_prefix: request.clientIdPrefix,
        encryption_key: request.encryptionKey ?? null,
        origin: request.origin ?? null,
        return_url: request.returnUrl ?? null,
        response_code_hash: null,
        released: 1,
        presented: null,
        answered_at: null,
        opened_by: request.openedBy ?? null,
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
      flow: row.flow,
      responseMode: row.response_mode,
      clientIdPrefix: row.client_id_prefix,
      released: row.released === 1,
      ...(row.encryption_key === null ? {} : { encryptionKey: row.encryption_key }),
      ...(row.origin === null ? {} : { origin: row.origin }),
      ...(row.return_url === null ? {} : { returnUrl: row.return_url }),
      ...(row.opened_by === null ? {} : { openedBy: row.opened_by }),
      ...(row.presented === null ? {} : { presented: row.presented }),
      ...(row.answered_at === null ? {} : { answeredAt: new Date(row.answered_at) }),
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
  endRequest: async (requestId, { phase, reason, report, responseCodeHash, presented, answeredAt }) => {
    await db
      .updateTable('requests')
      .set({
        phase,
        reason: reason ?? null,
        report: report ?? null,
        presented: presented ?? null,
        answered_at: answeredAt?.toISOString() ?? null,
        encryption_key: null,
        response_code_hash: responseCodeHash ?? null,
        released: responseCodeHash === undefined ? 1 : 0,
      })
      .where('request_id', '=', requestId)
      .where('phase', '=', 'checking')
      .execute();
  },
  releaseRequest: async (requestId, responseCodeHash) => {
    const result = await db
      .updateTable('requests')
      .set({ response_code_hash: null, released: 1 })
      .where('request_id', '=', requestId)
      .where('response_code_hash', '=', responseCodeHash)
      .executeTakeFirst();
    return result.numUpdatedRows === 1n;
  },
  listSealed: async ({ after, limit }) => {
    const rows = await db
      .selectFrom('requests')
      .select(['request_id', 'encryption_key', 'presented'])
      .where('request_id', '>', after)
      .where((where) =>
        where.or([where('encryption_key', 'is not', null), where('presented', 'is not', null)]),
      )
      .orderBy('request_id')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      requestId: row.request_id,
      ...(row.encryption_key === null ? {} : { encryptionKey: row.encryption_key }),
      ...(row.presented === null ? {} : { presented: row.presented }),
    }));
  },
  replaceSealed: async (before, { encryptionKey, presented }) => {
    const ofIt = db.updateTable('requests').where('request_id', '=', before.requestId);
    if (encryptionKey !== undefined && before.encryptionKey !== undefined)
      await ofIt
        .set({ encryption_key: encryptionKey })
        .where('encryption_key', '=', before.encryptionKey)
        .execute();
    if (presented !== undefined && before.presented !== undefined)
      await ofIt.set({ presented }).where('presented', '=', before.presented).execute();
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
