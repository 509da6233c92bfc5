/** The other end of `evaluate-apart.ts`: one evaluation, then the thread ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { evaluate } from './evaluate.ts';

parentPort?.postMessage(evaluate(workerData));
