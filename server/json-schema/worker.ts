/** The other end of `evaluate-apart.ts`: says that it is there, evaluates once, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { evaluate } from './evaluate.ts';

parentPort?.postMessage('ready');
parentPort?.postMessage(evaluate(workerData));
