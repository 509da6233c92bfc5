/** An evaluation in a thread of its own: a schema from outside may hold a pattern that never comes to an end. */
import { Worker } from 'node:worker_threads';
import type { Evaluation, EvaluationRequest } from './evaluate.ts';

const isEvaluation = (value: unknown): value is Evaluation =>
  value === 'valid' || value === 'invalid' || value === 'not_evaluated';

/** A thread that has not begun by then never will. */
const maxStartMilliseconds = 60_000;

/**
 * Evaluates within a time and a memory; what does not come to an end is `not_evaluated`.
 *
 * @param maxMilliseconds from the moment at which the thread is ready
 */
export const evaluateApart = (
  request: EvaluationRequest,
  { maxMilliseconds = 3_000 }: { readonly maxMilliseconds?: number } = {},
): Promise<Evaluation> =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: request,
      resourceLimits: { maxOldGenerationSizeMb: 64, stackSizeMb: 4 },
    });
    const end = (evaluation: Evaluation): void => {
      clearTimeout(timer);
      resolve(evaluation);
      void worker.terminate();
    };
    let timer = setTimeout(() => end('not_evaluated'), maxStartMilliseconds);
    worker.on('message', (message: unknown) => {
      if (message !== 'ready') return end(isEvaluation(message) ? message : 'not_evaluated');
      clearTimeout(timer);
      timer = setTimeout(() => end('not_evaluated'), maxMilliseconds);
    });
    worker.once('error', () => end('not_evaluated'));
    worker.once('exit', () => end('not_evaluated'));
  });
