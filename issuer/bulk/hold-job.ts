/** One process at a time works on a run; the next one may go on at once when the last was killed on the same machine. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { KlusCVError } from '../../core/errors.ts';
import type { IssueJobStore } from '../../store/index.ts';
import type { IssuerDeps } from '../deps.ts';

/** Renewed all the time; after this a run on another machine is taken to be dead. */
const holdSeconds = 5;
const renewEveryMs = 1_000;

/** Takes the run, and gives the name under which this process holds it. @throws KlusCVError `conflict` when somebody is at it */
export async function holdJob(
  jobs: Pick<IssueJobStore, 'loadHolder' | 'takeJob'>,
  jobId: string,
  now: Date,
): Promise<string> {
  const held = await jobs.loadHolder(jobId);
  if (held !== undefined && isAtWork(held, now)) throw busy();
  const holder = `${hostname()} ${process.pid} ${randomUUID()}`;
  if (!(await jobs.takeJob(jobId, { from: held?.holder, holder, until: heldUntil(now) }))) throw busy();
  return holder;
}

/** Until when one is taken to be at it who says so now. */
export const heldUntil = (now: Date): Date => new Date(now.getTime() + holdSeconds * 1000);

/** Says all the time that this process is at it, also in the middle of a long step; gives what ends that. */
export function keepHold(
  { store, clock }: Pick<IssuerDeps, 'store' | 'clock'>,
  { jobId, holder }: { readonly jobId: string; readonly holder: string },
): () => void {
  const timer = setInterval(() => {
    // Where the database is away, the next step tells.
    store.issueJobs.renewHold(jobId, holder, heldUntil(clock())).catch(() => undefined);
  }, renewEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}

const busy = (): KlusCVError =>
  new KlusCVError('conflict', 'Another process is at work on this run.', {
    remedy: 'Wait until it is done; when it was killed, some seconds.',
  });

function isAtWork({ holder, until }: { holder: string; until: Date }, now: Date): boolean {
  if (until <= now) return false;
  const [host, pid] = holder.split(' ');
  return host !== hostname() || isRunning(Number(pid));
}

/** Whether a process of that number is there; one of this process itself is, too. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
