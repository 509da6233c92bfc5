/** Signing in threads beside the main one, as many as the machine has room for; the main one reads for them. */
import module from 'node:module';
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { IssuerDeps } from '../deps.ts';
import type { ChunkSigner } from './issue-all.ts';
import { type ReadingDeps, readChunk } from './read-chunk.ts';
import { type KnownChunk, type SignedChunk, type SigningDeps, signChunk } from './sign-chunk.ts';
import type { ThreadChunk, ThreadSettings } from './sign-in-thread.ts';

export type SigningThreads = ChunkSigner & {
  /** Chunks that a thread has signed so far. */
  readonly byThreads: number;
  readonly close: () => Promise<void>;
};

/** To be told when the first thread is there. */
const nobody: KnownChunk = {
  order: {
    configuration: 'kluscv-ldp',
    workerIds: [],
    places: [],
    issuedAt: '2000-01-01T00:00:00.000Z',
  },
  workers: [],
  asOf: undefined,
  recentRatings: undefined,
};

/** A thread takes 60 MB and half a second of computing to get going: less than 15,000 workers are not worth it. */
const chunksBefore = 60;

/**
 * Signs the first chunks here, and starts threads when it turns out to be a long run.
 *
 * @param settings what a thread signs with
 * @param deps with these a chunk is signed here: before the threads are there, when all are at work, and when one died over it
 * @param options.chunksBefore how many chunks are signed before threads are started; 60 when left out
 */
export function startSigningThreads(
  settings: ThreadSettings,
  deps: ReadingDeps & ThreadDeps,
  options: { readonly chunksBefore?: number } = {},
): SigningThreads {
  let left = options.chunksBefore ?? chunksBefore;
  let threads: Threads | undefined;
  let byThreads = 0;
  return {
    sign: async (order) => {
      const chunk = await readChunk(deps, order);
      left -= 1;
      if (left < 0) threads ??= startThreads(settings, deps);
      const signed = await threads?.sign(chunk);
      if (signed === undefined) return signChunk({ ...deps, keys: deps.keys.known() }, chunk);
      byThreads += 1;
      return signed;
    },
    get byThreads() {
      return byThreads;
    },
    get atOnce() {
      return threads?.atOnce ?? 1;
    },
    close: async () => {
      await threads?.close();
    },
  };
}

type ThreadDeps = Omit<SigningDeps, 'keys'> & Pick<IssuerDeps, 'keys'>;

type Threads = {
  /** Undefined when none is free. */
  readonly sign: (chunk: KnownChunk) => Promise<SignedChunk> | undefined;
  readonly atOnce: number;
  readonly close: () => Promise<void>;
};

function startThreads(settings: ThreadSettings, deps: ThreadDeps): Threads {
  const compiled = module.getCompileCacheDir?.();
  // The main thread writes, and signs too: one thread less than the machine has room for.
  const threads = Math.max(1, Math.min(availableParallelism() - 1, 8));
  const pool = new Piscina<ThreadChunk, SignedChunk>({
    filename: new URL('./sign.worker.ts', import.meta.url).href,
    workerData: { ...settings, ...(compiled === undefined ? {} : { compiled }) },
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: 60_000,
    // Small young generations: what a chunk leaves behind is collected often, not gathered by the hundred megabytes.
    resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 12 },
  });
  // A thread that dies between two chunks; the next chunk starts another.
  pool.on('error', (error) => deps.log.warn({ err: error }, 'a signing thread ended'));
  // Each has one chunk at hand and one that waits, so that it need not wait for the main thread.
  const most = 2 * threads;
  let free = 0;
  pool.run({ chunk: nobody, keys: deps.keys.known().keptKeys() }).then(
    () => {
      free = most;
    },
    (error: unknown) => deps.log.warn({ err: error }, 'no signing thread could be started'),
  );
  const signInThread = async (chunk: KnownChunk): Promise<SignedChunk> => {
    free -= 1;
    const keys = deps.keys.known();
    try {
      return await pool.run({ chunk, keys: keys.keptKeys() });
    } catch (error) {
      // A chunk is only signed, so that doing it again does nothing twice.
      deps.log.warn({ err: error }, 'a signing thread failed; its workers are signed here');
      return await signChunk({ ...deps, keys }, chunk);
    } finally {
      free += 1;
    }
  };
  return {
    sign: (chunk) => (free > 0 ? signInThread(chunk) : undefined),
    atOnce: most + 1,
    close: () => pool.destroy(),
  };
}
