/** Reads the QR codes of one picture, in a thread of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { readCodes } from './read-codes.ts';

const Job = z.object({ bytes: z.instanceof(Uint8Array) });

const { bytes } = Job.parse(workerData);
readCodes(new Uint8Array(bytes)).then((codes) => parentPort?.postMessage({ codes }));
