/** The service's own hand in runs that calls began: going on with those that nobody is at, and dropping what is old. */
import { rm } from 'node:fs/promises';
import { KlusCVError } from '../../core/errors.ts';
import type { IssuerDeps } from '../deps.ts';
import { runIssueJob } from './issue-all.ts';
import { signHere } from './sign-here.ts';

/** How long the file of a run that is done can be fetched. */
const keepFilesMs = 86_400_000;

/** Does each run that nobody is at to its end, one after the other. */
export async function runIdleJobs(deps: IssuerDeps): Promise<void> {
  const idle = await deps.store.issueJobs.listIdle(deps.clock());
  if (idle.length === 0) return;
  const threads = await deps.startSigners?.();
  try {
    for (const jobId of idle)
      await runIssueJob(deps, jobId, { signer: threads ?? signHere(deps) }).catch((error: unknown) => {
        // Another replica was faster.
        if (error instanceof KlusCVError && error.code === 'conflict') return;
        throw error;
      });
  } finally {
    await threads?.close();
  }
}

/** Takes away the files of runs that ended a day ago, and what was known of the runs. */
export async function dropOldFiles({ store, clock }: Pick<IssuerDeps, 'store' | 'clock'>): Promise<void> {
  const before = new Date(clock().getTime() - keepFilesMs);
  for (const { jobId, file } of await store.issueJobs.listEndedBefore(before)) {
    await rm(file, { force: true });
    await store.issueJobs.dropJob(jobId);
  }
}
