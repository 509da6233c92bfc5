/** The queue of jobs in a table, for the engine that has no queue of its own. */
import type { Database } from '../query-layer.ts';
import { inTransaction } from '../transact.ts';

export type TakenJob = {
  readonly jobId: string;
  /** As it came out of JSON. */
  readonly data: unknown;
  /** This one included. */
  readonly attempts: number;
};

export type JobTable = {
  readonly add: (job: { jobId: string; name: string; data: object; dueAt: Date }) => Promise<void>;
  /** The job of this name that has been due for longest, lent until `until`. */
  readonly take: (name: string, time: { now: Date; until: Date }) => Promise<TakenJob | undefined>;
  readonly putOff: (jobId: string, dueAt: Date) => Promise<void>;
  readonly drop: (jobId: string) => Promise<void>;
};

export const createJobTable = (db: Database): JobTable => ({
  add: async ({ jobId, name, data, dueAt }) => {
    await db
      .insertInto('jobs')
      .values({ job_id: jobId, name, data: JSON.stringify(data), attempts: 0, next_at: dueAt.toISOString() })
      .execute();
  },
  take: (name, { now, until }) =>
    inTransaction(db, async (tx) => {
      const row = await tx
        .selectFrom('jobs')
        .select(['job_id', 'data', 'attempts'])
        .where('name', '=', name)
        .where('next_at', '<=', now.toISOString())
        .orderBy('next_at')
        .limit(1)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const attempts = row.attempts + 1;
      await tx
        .updateTable('jobs')
        .set({ attempts, next_at: until.toISOString() })
        .where('job_id', '=', row.job_id)
        .execute();
      return { jobId: row.job_id, data: JSON.parse(row.data), attempts };
    }),
  putOff: async (jobId, dueAt) => {
    await db.updateTable('jobs').set({ next_at: dueAt.toISOString() }).where('job_id', '=', jobId).execute();
  },
  drop: async (jobId) => {
    await db.deleteFrom('jobs').where('job_id', '=', jobId).execute();
  },
});
