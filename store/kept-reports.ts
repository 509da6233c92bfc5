/** The operator's register of signed reports: each encrypted, found by keyed hashes, dropped when its time is over. */
import type { Database } from './query-layer.ts';
import { inTransaction } from './transact.ts';

export type KeptReport = {
  readonly reportId: string;
  /** Keyed hash of its reference number. */
  readonly referenceHash: string;
  /** A JWE that this room cannot open. */
  readonly encrypted: string;
  readonly keptAt: Date;
  readonly forgetAt: Date;
};

export type KeptReportStore = {
  /** @param credentialHashes keyed hashes of what the issuers signed, to find it by */
  readonly storeReport: (report: KeptReport, credentialHashes: readonly string[]) => Promise<void>;
  readonly findByReference: (referenceHash: string) => Promise<KeptReport | undefined>;
  /** The newest first; at most a hundred. */
  readonly listByCredential: (credentialHash: string) => Promise<readonly KeptReport[]>;
  /** The newest first, from behind `before` on. */
  readonly listReports: (page: {
    readonly before?: Pick<KeptReport, 'keptAt' | 'reportId'>;
    readonly limit: number;
  }) => Promise<readonly KeptReport[]>;
  /** How many there were. */
  readonly dropByReference: (referenceHash: string) => Promise<number>;
  readonly dropByCredential: (credentialHash: string) => Promise<number>;
  readonly forgetReports: (now: Date) => Promise<number>;
};

const mostOfOne = 100;

export const createKeptReportStore = (db: Database): KeptReportStore => {
  const all = () => db.selectFrom('kept_reports').selectAll('kept_reports');
  const about = (credentialHash: string) =>
    db
      .selectFrom('kept_report_credentials')
      .select('report_id')
      .where('credential_hash', '=', credentialHash);
  return {
    storeReport: ({ reportId, referenceHash, encrypted, keptAt, forgetAt }, credentialHashes) =>
      inTransaction(db, async (tx) => {
        await tx
          .insertInto('kept_reports')
          .values({
            report_id: reportId,
            reference_hash: referenceHash,
            encrypted,
            kept_at: keptAt.toISOString(),
            forget_at: forgetAt.toISOString(),
          })
          .execute();
        for (const credentialHash of new Set(credentialHashes))
          await tx
            .insertInto('kept_report_credentials')
            .values({ report_id: reportId, credential_hash: credentialHash })
            .execute();
      }),
    findByReference: async (referenceHash) => {
      const row = await all().where('reference_hash', '=', referenceHash).executeTakeFirst();
      return row && fromRow(row);
    },
    listByCredential: async (credentialHash) => {
      const rows = await all()
        .where('report_id', 'in', about(credentialHash))
        .orderBy('kept_at', 'desc')
        .orderBy('report_id', 'desc')
        .limit(mostOfOne)
        .execute();
      return rows.map(fromRow);
    },
    listReports: async ({ before, limit }) => {
      const behind = before?.keptAt.toISOString() ?? '';
      const rows = await all()
        .$if(before !== undefined, (query) =>
          query.where((where) =>
            where.or([
              where('kept_at', '<', behind),
              where.and([where('kept_at', '=', behind), where('report_id', '<', before?.reportId ?? '')]),
            ]),
          ),
        )
        .orderBy('kept_at', 'desc')
        .orderBy('report_id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(fromRow);
    },
    dropByReference: async (referenceHash) => {
      const result = await db
        .deleteFrom('kept_reports')
        .where('reference_hash', '=', referenceHash)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
    dropByCredential: async (credentialHash) => {
      const result = await db
        .deleteFrom('kept_reports')
        .where('report_id', 'in', about(credentialHash))
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
    forgetReports: async (now) => {
      const result = await db
        .deleteFrom('kept_reports')
        .where('forget_at', '<=', now.toISOString())
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
};

type Row = {
  report_id: string;
  reference_hash: string;
  encrypted: string;
  kept_at: string;
  forget_at: string;
};

const fromRow = (row: Row): KeptReport => ({
  reportId: row.report_id,
  referenceHash: row.reference_hash,
  encrypted: row.encrypted,
  keptAt: new Date(row.kept_at),
  forgetAt: new Date(row.forget_at),
});
