/**
 * What runs have signed, in parts of some hundred lines, packed by whoever keeps them. The lines of a run are in the order
 * of their workers, so the worker of its last line names a part: no worker stands in two parts of a run.
 */
import type { Database } from './query-layer.ts';

export type IssuePart = {
  readonly lastWorker: string;
  readonly packed: Uint8Array;
};

export type IssuePartStore = ReturnType<typeof createIssuePartStore>;

export const createIssuePartStore = (db: Database) => ({
  /** Part of the transaction in which the run makes its step. */
  storeParts: async (jobId: string, parts: readonly IssuePart[]): Promise<void> => {
    for (const { lastWorker, packed } of parts)
      await db
        .insertInto('issue_job_parts')
        .values({ job_id: jobId, last_worker: lastWorker, packed })
        .execute();
  },

  /** The first part of a run, or the one behind a worker. */
  loadNextPart: async (jobId: string, after?: string): Promise<IssuePart | undefined> => {
    const row = await db
      .selectFrom('issue_job_parts')
      .select(['last_worker', 'packed'])
      .where('job_id', '=', jobId)
      .$if(after !== undefined, (query) => query.where('last_worker', '>', after ?? ''))
      .orderBy('last_worker')
      .limit(1)
      .executeTakeFirst();
    return row && { lastWorker: row.last_worker, packed: row.packed };
  },

  /** Of each run the one part in which a line of this worker would be. */
  findPartsAround: async (workerId: string): Promise<readonly (IssuePart & { readonly jobId: string })[]> => {
    const jobs = await db
      .selectFrom('issue_jobs')
      .select('job_id')
      .select(({ selectFrom }) =>
        selectFrom('issue_job_parts')
          .select(({ fn }) => fn.min('last_worker').as('last_worker'))
          .whereRef('issue_job_parts.job_id', '=', 'issue_jobs.job_id')
          .where('last_worker', '>=', workerId)
          .as('last_worker'),
      )
      .where('kind', '=', 'stored')
      .execute();
    const found: (IssuePart & { jobId: string })[] = [];
    for (const { job_id: jobId, last_worker: lastWorker } of jobs) {
      if (lastWorker === null) continue;
      const row = await db
        .selectFrom('issue_job_parts')
        .select('packed')
        .where('job_id', '=', jobId)
        .where('last_worker', '=', lastWorker)
        .executeTakeFirst();
      if (row) found.push({ jobId, lastWorker, packed: row.packed });
    }
    return found;
  },

  /** Puts fewer lines in the place of a part, or nothing. */
  replacePart: async (jobId: string, lastWorker: string, part: IssuePart | undefined): Promise<void> => {
    if (part === undefined)
      await db
        .deleteFrom('issue_job_parts')
        .where('job_id', '=', jobId)
        .where('last_worker', '=', lastWorker)
        .execute();
    else
      await db
        .updateTable('issue_job_parts')
        .set({ last_worker: part.lastWorker, packed: part.packed })
        .where('job_id', '=', jobId)
        .where('last_worker', '=', lastWorker)
        .execute();
  },

  /** Deletes some parts of a run, the last ones first, and says whether there were any: all at once would hold up others. */
  dropSomeParts: async (jobId: string): Promise<boolean> => {
    const last = await db
      .selectFrom('issue_job_parts')
      .select('last_worker')
      .where('job_id', '=', jobId)
      .orderBy('last_worker', 'desc')
      .limit(partsAtOnce)
      .execute();
    const from = last.at(-1)?.last_worker;
    if (from === undefined) return false;
    await db
      .deleteFrom('issue_job_parts')
      .where('job_id', '=', jobId)
      .where('last_worker', '>=', from)
      .execute();
    return true;
  },
});

const partsAtOnce = 16;
