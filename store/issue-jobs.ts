/** Runs that issue to everybody: how far each is, who is at it, and which of its lines may not be in its file yet. */
import type { Selectable } from 'kysely';
import type { IssueJobTables } from './issue-job-tables.ts';
import { insertRows } from './many-rows.ts';
import type { Database } from './query-layer.ts';
import type { StatusIndex } from './status-lists.ts';

export type IssueJob = {
  readonly jobId: string;
  readonly configuration: string;
  /** Where the lines of a command go, an absolute path; empty where they are kept here. */
  readonly file: string;
  /**
   * By a command into a file, or by a call: then any replica goes on with it by itself, and the lines are kept here
   * (`stored`). Those of the release before lie in a file (`call`), and go on wherever that is.
   */
  readonly kind: 'command' | 'stored' | 'call';
  readonly actor: string;
  /** `dropped`: its lines are being deleted, and then itself. */
  readonly state: 'running' | 'done' | 'failed' | 'dropped';
  /** The last worker who was dealt with; undefined before the first. */
  readonly lastWorker: string | undefined;
  /** The credential of the last line that is in the file for certain. */
  readonly lastWritten: string | undefined;
  /** Workers dealt with so far, and credentials issued. */
  readonly workers: number;
  readonly issued: number;
  /** Workers who got none, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  readonly failure: string | undefined;
  readonly createdAt: Date;
  readonly endedAt: Date | undefined;
};

/** A line that may not be in the file. */
export type UnwrittenLine = {
  readonly credentialId: string;
  /** Undefined when the worker was erased since. */
  readonly credential:
    | { readonly workerId: string; readonly statusIndex: StatusIndex; readonly issuedAt: Date }
    | undefined;
};

export type JobStep = Pick<IssueJob, 'lastWorker' | 'lastWritten' | 'workers' | 'issued' | 'skipped'> & {
  readonly heldUntil: Date;
  /** Lines remembered with this step. */
  readonly lines: readonly { readonly seq: number; readonly credentialId: string }[];
  /** Up to this line everything is in the file. */
  readonly writtenUpTo: number;
};

export type IssueJobStore = ReturnType<typeof createIssueJobStore>;

export const createIssueJobStore = (db: Database) => ({
  storeJob: async (
    job: Pick<IssueJob, 'jobId' | 'configuration' | 'file' | 'kind' | 'actor' | 'createdAt'>,
  ): Promise<void> => {
    await db
      .insertInto('issue_jobs')
      .values({
        job_id: job.jobId,
        configuration: job.configuration,
        file: job.file,
        kind: job.kind,
        actor: job.actor,
        state: 'running',
        skipped: '{}',
        created_at: job.createdAt.toISOString(),
      })
      .execute();
  },

  loadJob: async (jobId: string): Promise<IssueJob | undefined> => {
    const row = await db.selectFrom('issue_jobs').selectAll().where('job_id', '=', jobId).executeTakeFirst();
    return row && fromRow(row);
  },

  /** The last run into this file. */
  findByFile: async (file: string): Promise<IssueJob | undefined> => {
    const row = await db
      .selectFrom('issue_jobs')
      .selectAll()
      .where('file', '=', file)
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row && fromRow(row);
  },

  /** Runs of calls that nobody is at; those of the release before, which only some can go on with, come last. */
  listIdle: async (now: Date): Promise<readonly string[]> => {
    const rows = await db
      .selectFrom('issue_jobs')
      .select('job_id')
      .where('state', '=', 'running')
      .where('kind', 'in', ofCalls)
      .where((where) =>
        where.or([where('held_until', 'is', null), where('held_until', '<', now.toISOString())]),
      )
      .orderBy('kind', 'desc')
      .orderBy('created_at')
      .limit(10)
      .execute();
    return rows.map((row) => row.job_id);
  },

  /** Runs of calls that are to go: ended before that moment, or begun to be dropped. */
  listToDrop: async (moment: Date): Promise<readonly Pick<IssueJob, 'jobId' | 'file'>[]> => {
    const rows = await db
      .selectFrom('issue_jobs')
      .select(['job_id', 'file'])
      .where('kind', 'in', ofCalls)
      .where((where) =>
        where.or([where('ended_at', '<', moment.toISOString()), where('state', '=', 'dropped')]),
      )
      .limit(100)
      .execute();
    return rows.map((row) => ({ jobId: row.job_id, file: row.file }));
  },

  /** From now on nobody is given its lines, of which some may be gone; false for one that runs, or is not there. */
  beginDrop: async (jobId: string): Promise<boolean> => {
    const begun = await db
      .updateTable('issue_jobs')
      .set({ state: 'dropped' })
      .where('job_id', '=', jobId)
      .where('state', '!=', 'running')
      .executeTakeFirst();
    return begun.numUpdatedRows === 1n;
  },

  dropJob: async (jobId: string): Promise<void> => {
    await db.deleteFrom('issue_jobs').where('job_id', '=', jobId).execute();
  },

  /** Who is at it, and until when; undefined when nobody is. */
  loadHolder: async (jobId: string): Promise<{ holder: string; until: Date } | undefined> => {
    const row = await db
      .selectFrom('issue_jobs')
      .select(['holder', 'held_until'])
      .where('job_id', '=', jobId)
      .executeTakeFirst();
    return row?.holder && row.held_until
      ? { holder: row.holder, until: new Date(row.held_until) }
      : undefined;
  },

  /** Takes a running job for oneself; false when somebody else took it since `from` was seen to be at it. */
  takeJob: async (
    jobId: string,
    { from, holder, until }: { from: string | undefined; holder: string; until: Date },
  ): Promise<boolean> => {
    const taken = await db
      .updateTable('issue_jobs')
      .set({ holder, held_until: until.toISOString() })
      .where('job_id', '=', jobId)
      .where('state', '=', 'running')
      .where((where) => (from === undefined ? where('holder', 'is', null) : where('holder', '=', from)))
      .executeTakeFirst();
    return taken.numUpdatedRows === 1n;
  },

  /** Says that one is still at it, in the middle of a step. */
  renewHold: async (jobId: string, holder: string, until: Date): Promise<void> => {
    await db
      .updateTable('issue_jobs')
      .set({ held_until: until.toISOString() })
      .where('job_id', '=', jobId)
      .where('holder', '=', holder)
      .execute();
  },

  /** Notes a step; false when somebody else is at it by now, and then nothing of the step may stay. */
  storeStep: async (jobId: string, holder: string, step: JobStep): Promise<boolean> => {
    const kept = await db
      .updateTable('issue_jobs')
      .set({
        held_until: step.heldUntil.toISOString(),
        last_worker: step.lastWorker ?? null,
        last_written: step.lastWritten ?? null,
        workers: step.workers,
        issued: step.issued,
        skipped: JSON.stringify(step.skipped),
      })
      .where('job_id', '=', jobId)
      .where('holder', '=', holder)
      .executeTakeFirst();
    if (kept.numUpdatedRows !== 1n) return false;
    await db
      .deleteFrom('issue_job_lines')
      .where('job_id', '=', jobId)
      .where('seq', '<=', step.writtenUpTo)
      .execute();
    const lines = step.lines.map(({ seq, credentialId }) => ({
      job_id: jobId,
      seq,
      credential_id: credentialId,
    }));
    await insertRows(db, 'issue_job_lines', { job_id: 'text', seq: 'bigint', credential_id: 'text' }, lines);
    return true;
  },

  /** Lines that may not be in the file, in their order. */
  listUnwritten: async (jobId: string): Promise<readonly UnwrittenLine[]> => {
    const rows = await db
      .selectFrom('issue_job_lines')
      .leftJoin('credentials', 'credentials.credential_id', 'issue_job_lines.credential_id')
      .select(['issue_job_lines.credential_id', 'worker_id', 'list', 'idx', 'issued_at'])
      .where('job_id', '=', jobId)
      .orderBy('seq')
      .execute();
    return rows.map(
      ({ credential_id: credentialId, worker_id: workerId, list, idx, issued_at: issuedAt }) => ({
        credentialId,
        credential:
          workerId === null || list === null || idx === null || issuedAt === null
            ? undefined
            : { workerId, statusIndex: { list, index: idx }, issuedAt: new Date(issuedAt) },
      }),
    );
  },

  /** Lets another process go on with it at once. */
  letGo: async (jobId: string, holder: string): Promise<void> => {
    await db
      .updateTable('issue_jobs')
      .set({ holder: null, held_until: null })
      .where('job_id', '=', jobId)
      .where('holder', '=', holder)
      .execute();
  },

  endJob: async (
    jobId: string,
    holder: string,
    end: { readonly state: 'done' | 'failed'; readonly failure?: string; readonly at: Date },
  ): Promise<void> => {
    await db
      .updateTable('issue_jobs')
      .set({
        state: end.state,
        failure: end.failure ?? null,
        ended_at: end.at.toISOString(),
        holder: null,
        held_until: null,
        // Needed to go on, and naming a worker.
        last_worker: null,
      })
      .where('job_id', '=', jobId)
      .where('holder', '=', holder)
      .execute();
  },
});

const ofCalls: readonly IssueJob['kind'][] = ['stored', 'call'];
const kinds: readonly IssueJob['kind'][] = ['command', ...ofCalls];
const states: readonly IssueJob['state'][] = ['running', 'done', 'failed', 'dropped'];

const fromRow = (row: Selectable<IssueJobTables['issue_jobs']>): IssueJob => ({
  jobId: row.job_id,
  configuration: row.configuration,
  file: row.file,
  kind: kinds.find((kind) => kind === row.kind) ?? 'command',
  actor: row.actor,
  state: states.find((state) => state === row.state) ?? 'failed',
  lastWorker: row.last_worker ?? undefined,
  lastWritten: row.last_written ?? undefined,
  workers: row.workers,
  issued: row.issued,
  // Written by us.
  skipped: JSON.parse(row.skipped) as Record<string, number>,
  failure: row.failure ?? undefined,
  createdAt: new Date(row.created_at),
  endedAt: row.ended_at === null ? undefined : new Date(row.ended_at),
});
