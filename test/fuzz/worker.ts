/** The loop in a thread of its own, so that `main.ts` can tell when one check never ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Case, type FuzzResult, fuzz } from './run.ts';

export type WorkerData = {
  readonly seed: number;
  readonly milliseconds: number;
  readonly slowMilliseconds: number;
};
export type WorkerMessage = { readonly begun: Case } | { readonly result: FuzzResult };

const { seed, milliseconds, slowMilliseconds }: WorkerData = workerData;
const tell = (message: WorkerMessage): void => parentPort?.postMessage(message);

tell({
  result: await fuzz({ seed, limit: { milliseconds }, slowMilliseconds, onCase: (begun) => tell({ begun }) }),
});
