/** Jobs in this process, kept in a table: what was sent and not done is done after the next start. */
import { randomUUID } from 'node:crypto';
import type { Database } from '../query-layer.ts';
import { createJobTable } from './job-table.ts';
import { type JobOptions, type Jobs, mostAttempts } from './jobs.ts';

const lookEveryMs = 1_000;
/** A process that dies gives its job back after this long; one that lives says so in between. */
const leaseMs = 10_000;

export function createLocalJobs(db: Database, { onError }: JobOptions): Jobs {
  const table = createJobTable(db);
  const timers = new Set<NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  const wakers = new Map<string, () => void>();
  let stopped = false;

  const later = (ms: number, turn: () => Promise<void>): NodeJS.Timeout => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      const run = turn().finally(() => running.delete(run));
      running.add(run);
    }, ms);
    timer.unref();
    timers.add(timer);
    return timer;
  };

  const doOne = async (name: string, work: (data: unknown) => Promise<unknown>): Promise<boolean> => {
    const job = await table.take(name, { now: new Date(), until: new Date(Date.now() + leaseMs) });
    if (job === undefined) return false;
    const alive = setInterval(() => {
      table.putOff(job.jobId, new Date(Date.now() + leaseMs)).catch((error) => onError(name, error));
    }, leaseMs / 3);
    try {
      await work(job.data);
      await table.drop(job.jobId);
    } catch (error) {
      onError(name, error);
      if (job.attempts >= mostAttempts) await table.drop(job.jobId);
      else await table.putOff(job.jobId, new Date(Date.now() + 1000 * 2 ** (job.attempts - 1)));
    } finally {
      clearInterval(alive);
    }
    return true;
  };

  return {
    repeat: async (name, everyMs, work) => {
      const turn = async (): Promise<void> => {
        await work().catch((error: unknown) => onError(name, error));
        if (!stopped) later(everyMs, turn);
      };
      later(everyMs, turn);
    },
    handle: async (name, work) => {
      let timer: NodeJS.Timeout | undefined;
      let isBusy = false;
      const turn = async (): Promise<void> => {
        isBusy = true;
        try {
          while (!stopped && (await doOne(name, work)));
        } catch (error) {
          onError(name, error);
        } finally {
          isBusy = false;
        }
        if (!stopped) timer = later(lookEveryMs, turn);
      };
      wakers.set(name, () => {
        if (isBusy || stopped || timer === undefined) return;
        clearTimeout(timer);
        timers.delete(timer);
        timer = later(0, turn);
      });
      timer = later(0, turn);
    },
    send: async (name, data) => {
      await table.add({ jobId: randomUUID(), name, data, dueAt: new Date() });
      wakers.get(name)?.();
    },
    stop: async () => {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(running);
    },
  };
}
