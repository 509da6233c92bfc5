/** Corrections that workers ask for: what they say is wrong, and what the platform answered. */
import type { Database } from './query-layer.ts';
import { inTransaction } from './transact.ts';

export type CorrectionOutcome = 'corrected' | 'not_corrected';

export type CorrectionRequest = {
  readonly correctionId: string;
  readonly workerId: string;
  /** The name of a claim, or `other`. */
  readonly about: string;
  /** In the worker's words. */
  readonly text: string;
  readonly askedAt: Date;
  /** Absent while it is open. */
  readonly answer?: {
    readonly outcome: CorrectionOutcome;
    readonly text?: string;
    readonly answeredAt: Date;
  };
};
export type CorrectionAnswer = NonNullable<CorrectionRequest['answer']>;

export type CorrectionStore = {
  /** Keeps a request; false when the worker has `openLimit` open ones. */
  readonly storeCorrection: (
    request: Omit<CorrectionRequest, 'answer'>,
    openLimit: number,
  ) => Promise<boolean>;
  readonly loadCorrection: (correctionId: string) => Promise<CorrectionRequest | undefined>;
  /** What a worker asked, the newest first. */
  readonly listByWorker: (workerId: string) => Promise<readonly CorrectionRequest[]>;
  /** What all workers asked, in the order of asking, from behind `after` on. */
  readonly listCorrections: (page: {
    readonly state?: 'open' | 'answered';
    readonly after?: { readonly askedAt: string; readonly correctionId: string };
    readonly limit: number;
  }) => Promise<readonly CorrectionRequest[]>;
  /** Answers an open request; false when there is none of this id, or it has its answer. */
  readonly answerCorrection: (correctionId: string, answer: CorrectionAnswer) => Promise<boolean>;
};

export const createCorrectionStore = (db: Database): CorrectionStore => ({
  storeCorrection: (request, openLimit) =>
    inTransaction(db, async (tx) => {
      const open = await tx
        .selectFrom('correction_requests')
        .select('correction_id')
        .where('worker_id', '=', request.workerId)
        .where('outcome', 'is', null)
        .limit(openLimit)
        .execute();
      if (open.length >= openLimit) return false;
      await tx
        .insertInto('correction_requests')
        .values({
          correction_id: request.correctionId,
          worker_id: request.workerId,
          about: request.about,
          text: request.text,
          asked_at: request.askedAt.toISOString(),
          outcome: null,
          answer: null,
          answered_at: null,
        })
        .execute();
      return true;
    }),
  loadCorrection: async (correctionId) => {
    const row = await db
      .selectFrom('correction_requests')
      .selectAll()
      .where('correction_id', '=', correctionId)
      .executeTakeFirst();
    return row && fromRow(row);
  },
  listByWorker: async (workerId) => {
    const rows = await db
      .selectFrom('correction_requests')
      .selectAll()
      .where('worker_id', '=', workerId)
      .orderBy('asked_at', 'desc')
      .orderBy('correction_id')
      .execute();
    return rows.map(fromRow);
  },
  listCorrections: async ({ state, after, limit }) => {
    const rows = await db
      .selectFrom('correction_requests')
      .selectAll()
      .$if(state !== undefined, (query) => query.where('outcome', state === 'open' ? 'is' : 'is not', null))
      .$if(after !== undefined, (query) =>
        query.where((where) =>
          where.or([
            where('asked_at', '>', after?.askedAt ?? ''),
            where.and([
              where('asked_at', '=', after?.askedAt ?? ''),
              where('correction_id', '>', after?.correctionId ?? ''),
            ]),
          ]),
        ),
      )
      .orderBy('asked_at')
      .orderBy('correction_id')
      .limit(limit)
      .execute();
    return rows.map(fromRow);
  },
  answerCorrection: async (correctionId, { outcome, text, answeredAt }) => {
    const result = await db
      .updateTable('correction_requests')
      .set({ outcome, answer: text ?? null, answered_at: answeredAt.toISOString() })
      .where('correction_id', '=', correctionId)
      .where('outcome', 'is', null)
      .executeTakeFirst();
    return result.numUpdatedRows === 1n;
  },
});

type CorrectionRow = {
  correction_id: string;
  worker_id: string;
  about: string;
  text: string;
  asked_at: string;
  outcome: string | null;
  answer: string | null;
  answered_at: string | null;
};

const fromRow = (row: CorrectionRow): CorrectionRequest => ({
  correctionId: row.correction_id,
  workerId: row.worker_id,
  about: row.about,
  text: row.text,
  askedAt: new Date(row.asked_at),
  ...(row.outcome === null || row.answered_at === null
    ? {}
    : {
        answer: {
          outcome: row.outcome === 'corrected' ? 'corrected' : 'not_corrected',
          ...(row.answer === null ? {} : { text: row.answer }),
          answeredAt: new Date(row.answered_at),
        },
      }),
});
