/** The service's own hand in runs that calls began: going on with those that nobody is at, beside the calls. */
import { KlusCVError } from '../../core/errors.ts';
import type { IssuerDeps } from '../deps.ts';
import { runIssueJob } from './issue-all.ts';
import { signHere } from './sign-here.ts';

/**
 * Does each run that nobody is at to its end, one after the other; one that breaks off does not keep the next from its turn.
 * @param signal ends it behind the chunk at hand
 * @throws what the first of them broke off with
 */
export async function runIdleJobs(deps: IssuerDeps, signal?: AbortSignal): Promise<void> {
  const idle = await deps.store.issueJobs.listIdle(deps.clock());
  if (idle.length === 0) return;
  const threads = await deps.startSigners?.();
  const failures: unknown[] = [];
  try {
    for (const jobId of idle) {
      if (signal?.aborted) return;
      await runIssueJob(deps, jobId, { signer: threads ?? signHere(deps), signal }).catch(
        (error: unknown) => {
          // Another replica was faster.
          if (error instanceof KlusCVError && error.code === 'conflict') return;
          failures.push(error);
        },
      );
    }
  } finally {
    await threads?.close();
  }
  if (failures.length > 0) throw failures[0];
}

export type RunsBeside = {
  /** Begins with what is idle, unless this process is at work already; does not wait for its end. */
  readonly begin: () => Promise<void>;
  /** Leaves what is underway behind the chunk at hand, for another process to go on with. */
  readonly stop: () => Promise<void>;
};

/** Runs in the background of this process; what they throw goes to `onError`, and they are gone on with at the next begin. */
export function createRunsBeside(deps: IssuerDeps, onError: (error: unknown) => void): RunsBeside {
  const ending = new AbortController();
  let underway: Promise<void> | undefined;
  return {
    begin: async () => {
      if (underway !== undefined || ending.signal.aborted) return;
      underway = runIdleJobs(deps, ending.signal)
        .catch(onError)
        .finally(() => {
          underway = undefined;
        });
    },
    stop: async () => {
      ending.abort();
      await underway;
    },
  };
}
