/** Deletes runs that calls began, with the lines that they have signed. */
import { rm } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { KlusCVError } from '../../core/errors.ts';
import type { IssueJob } from '../../store/index.ts';
import type { IssuerDeps } from '../deps.ts';

/** How long the lines of a run that is done can be fetched. */
const keepLinesMs = 86_400_000;

/** Deletes runs that ended a day ago, and goes on with deletions that broke off. */
export async function dropOldJobs({ store, clock }: Pick<IssuerDeps, 'store' | 'clock'>): Promise<void> {
  const before = new Date(clock().getTime() - keepLinesMs);
  for (const job of await store.issueJobs.listToDrop(before)) await dropJob({ store }, job);
}

/**
 * Deletes a run that has ended.
 * @throws KlusCVError `conflict` when it is running
 */
export async function dropJob(
  { store }: Pick<IssuerDeps, 'store'>,
  { jobId, file }: Pick<IssueJob, 'jobId' | 'file'>,
): Promise<void> {
  if (!(await store.issueJobs.beginDrop(jobId)))
    throw new KlusCVError('conflict', 'The run is not done.', { remedy: 'Ask for its state first.' });
  // SQLite works in this thread: calls get their turn in between.
  while (await store.issueParts.dropSomeParts(jobId)) await setImmediate();
  // Of a run that the release before began.
  if (file !== '') await rm(file, { force: true });
  await store.issueJobs.dropJob(jobId);
  await store.scrub();
}
