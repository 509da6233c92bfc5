/**
 * Jobs over `pg-boss`: its queue is in the database itself, so that every replica may send, and any one that is free
 * does the work. Nobody leads: all of them ask for each turn of a repeated job, and the database makes one of it.
 */
import { PgBoss } from 'pg-boss';
import type { PostgresConnection, PostgresSettings } from '../postgres/read-url.ts';
import { asStoreError } from '../postgres/store-error.ts';
import { untilItAnswers } from '../postgres/until-it-answers.ts';
import { type JobOptions, type Jobs, mostAttempts } from './jobs.ts';

const schema = 'kluscv_jobs';
/** A process that dies gives its job back after about this long. */
const heartbeatSeconds = 10;
const longestJobSeconds = 24 * 3_600;
/** Its own connections, apart from those that calls wait for. */
const connections = 3;

/** Makes the queue's tables when they are not there; several processes may do so at once. */
export async function startBossJobs(
  { connection }: PostgresSettings,
  { onError }: JobOptions,
): Promise<Jobs> {
  const boss = await untilItAnswers(() => startBoss(connection, onError));
  const timers = new Set<NodeJS.Timeout>();
  const attempt = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      onError(name, error);
      throw error;
    }
  };
  return {
    repeat: async (name, everyMs, work) => {
      const seconds = Math.max(1, Math.round(everyMs / 1000));
      const queue = `repeat.${name}`;
      const options: QueueOptions = {
        policy: 'stately',
        retryLimit: 0,
        heartbeatSeconds,
        expireInSeconds: longestJobSeconds,
        deleteAfterSeconds: 3 * seconds + 60,
      };
      await untilItAnswers(() => createQueue(boss, queue, options));
      const ask = (): void => {
        boss
          .send(queue, null, { singletonSeconds: seconds })
          .catch((error: unknown) => onError(name, asStoreError(error)));
      };
      const pollingIntervalSeconds = Math.min(Math.max(seconds / 2, 0.5), 5);
      await boss.work(queue, { pollingIntervalSeconds }, () => attempt(name, work));
      timers.add(setInterval(ask, everyMs).unref());
    },
    handle: async (name, work) => {
      await untilItAnswers(() => createJobQueue(boss, name));
      await boss.work(`job.${name}`, { pollingIntervalSeconds: 1 }, async (jobs: { data: unknown }[]) => {
        for (const { data } of jobs) await attempt(name, () => work(data));
      });
    },
    send: async (name, data) => {
      try {
        await createJobQueue(boss, name);
        await boss.send(`job.${name}`, data);
      } catch (error) {
        throw asStoreError(error);
      }
    },
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await boss.stop({ graceful: true, timeout: 10_000 });
    },
  };
}

/** One that could not be started is not used again. */
async function startBoss(connection: PostgresConnection, onError: JobOptions['onError']): Promise<PgBoss> {
  const boss = new PgBoss({
    ...connection,
    schema,
    max: connections,
    application_name: 'kluscv jobs',
    schedule: false,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    maintenanceIntervalSeconds: 300,
  });
  // What a worker of a queue says is no Error, but looks like one.
  boss.on('error', (error) => onError('queue', asStoreError(Object.assign(new Error(error.message), error))));
  try {
    return await boss.start();
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    throw asStoreError(error);
  }
}

type QueueOptions = NonNullable<Parameters<PgBoss['createQueue']>[1]>;

/** Does nothing when it is there already. */
async function createQueue(boss: PgBoss, name: string, options: QueueOptions): Promise<void> {
  try {
    await boss.createQueue(name, options);
  } catch (error) {
    throw asStoreError(error);
  }
}

const createJobQueue = (boss: PgBoss, name: string): Promise<void> =>
  createQueue(boss, `job.${name}`, {
    retryLimit: mostAttempts - 1,
    retryDelay: 1,
    retryBackoff: true,
    heartbeatSeconds,
    expireInSeconds: longestJobSeconds,
    deleteAfterSeconds: 3_600,
  });
