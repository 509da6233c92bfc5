/**
 * Reads a file in a thread of its own: small files can be made to keep their reader busy for minutes, or to fill the memory, and
 * a thread can be ended. So many at once; the others wait their turn.
 */
import { Worker } from 'node:worker_threads';
import type { z } from 'zod';
import { createTurns } from './turns.ts';

export type ApartLimits = {
  readonly milliseconds: number;
  /** Of the thread: its objects, and what they hold outside the heap, each. */
  readonly megabytes: number;
};

/** How often the memory is looked at; unpacking fills some hundred megabytes in a second. */
const lookEveryMs = 50;

const turns = createTurns({ atOnce: 3, mostWaiting: 60 });

const readNow = <T>(
  { file, data }: { readonly file: URL; readonly data: object },
  limits: ApartLimits,
  answers: z.ZodType<T>,
): Promise<T | undefined> => {
  const worker = new Worker(file, {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
    stdout: true,
    stderr: true,
  });
  return new Promise((resolve) => {
    let ended = false;
    const end = (result?: T): void => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      clearInterval(watch);
      // Its turn is over when its memory is free again.
      void worker.terminate().then(() => resolve(result));
    };
    const timer = setTimeout(end, limits.milliseconds);
    // What is unpacked lies outside the heap, where the thread's own limit does not reach.
    const watch = setInterval(() => {
      worker.getHeapStatistics().then(
        ({ external_memory: outside }) => {
          if (outside > limits.megabytes * 1_000_000) end();
        },
        () => undefined,
      );
    }, lookEveryMs);
    worker.once('message', (message) => end(answers.safeParse(message).data));
    worker.once('error', () => end());
    worker.once('exit', () => end());
  });
};

/**
 * What the thread answers, or undefined when it took too long or too much, failed, or answered something else.
 *
 * @param reader the thread's file, and what it is given as `workerData`; it is copied
 * @throws KlusCVError `too_many_requests` when too many wait already
 */
export const readApart = <T>(
  reader: { readonly file: URL; readonly data: object },
  limits: ApartLimits,
  answers: z.ZodType<T>,
): Promise<T | undefined> => turns.take(() => readNow(reader, limits, answers));
