/** An evaluation in a thread of its own: a schema from outside may hold a pattern that never comes to an end. */
import { Worker } from 'node:worker_threads';
import type { Evaluation, EvaluationRequest } from './evaluate.ts';

const isEvaluation = (value: unknown): value is Evaluation =>
  value === 'valid' || value === 'invalid' || value === 'not_evaluated';

/**
 * Evaluates within a time and a memory; what does not come to an end is `not_evaluated`.
 *
 * @param maxMilliseconds the start of the thread included
 */
export const evaluateApart = (
  request: EvaluationRequest,
  { maxMilliseconds = 5_000 }: { readonly maxMilliseconds?: number } = {},
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
    const timer = setTimeout(() => end('not_evaluated'), maxMilliseconds);
    worker.once('message', (message: unknown) => end(isEvaluation(message) ? message : 'not_evaluated'));
    worker.once('error', () => end('not_evaluated'));
    worker.once('exit', () => end('not_evaluated'));
  });
