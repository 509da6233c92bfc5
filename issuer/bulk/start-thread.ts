/** Starts a thread that signs, before anything is known of what it is to sign: a command does so while it loads the rest. */
import module from 'node:module';
import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { Piscina } from 'piscina';
import type { ThreadChunk } from './sign.worker.ts';
import type { SignedChunk } from './sign-chunk.ts';

/** A pool of one thread; when that dies, the next chunk starts another. */
export type StartedThread = Piscina<ThreadChunk, SignedChunk>;

/** What the thread runs. */
const signing = new URL('./sign.worker.ts', import.meta.url);

/** So many threads the machine has room for beside the main one, which reads, keeps and signs too. */
export const roomForThreads = (): number => availableParallelism() - 1;

/** A small young generation: what a chunk leaves behind is collected often, not gathered by the hundred megabytes. */
const youngMb = 6;

/** One chunk at hand, and two that lie there already for as long as the main thread is in a transaction. */
export const chunksAtOnce = 3;

/** Begins to start one; that takes a tenth of a second of its own. */
export function startThread(program: URL = signing): StartedThread {
  const compiled = module.getCompileCacheDir?.();
  // It begins with as much as it may have: where the main thread's memory is held, no other's grows either.
  setFlagsFromString(`--min-semi-space-size=${youngMb / 3}`);
  const thread: StartedThread = new Piscina({
    filename: new URL('../../server/thread.js', import.meta.url).href,
    workerData: { program: program.href, ...(compiled === undefined ? {} : { compiled }) },
    minThreads: 1,
    maxThreads: 1,
    concurrentTasksPerWorker: chunksAtOnce,
    idleTimeout: 60_000,
    resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: youngMb },
  });
  // One that dies before it is used must not take the program along; it is told with the first chunk.
  thread.on('error', () => undefined);
  return thread;
}
