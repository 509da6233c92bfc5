/** Signing in threads beside the main one, as many as the machine has room for; the main one reads for them. */
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { ChunkSigner } from './issue-all.ts';
import { type ReadingDeps, readChunk } from './read-chunk.ts';
import type { ThreadSettings } from './sign.worker.ts';
import { type KnownChunk, type SignedChunk, type SigningDeps, signChunk } from './sign-chunk.ts';

export type SigningThreads = ChunkSigner & { readonly close: () => Promise<void> };

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

/**
 * @param settings what a thread signs with
 * @param deps with these a chunk is signed here: while the threads wake up, when all are at work, and when one died over it
 */
export function startSigningThreads(
  workerData: ThreadSettings,
  deps: ReadingDeps & SigningDeps,
): SigningThreads {
  // The main thread writes, and signs too: one thread less than the machine has room for.
  const threads = Math.max(1, Math.min(availableParallelism() - 1, 8));
  const pool = new Piscina<KnownChunk, SignedChunk>({
    filename: new URL('./sign.worker.ts', import.meta.url).href,
    workerData,
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: 60_000,
    // Small young generations: what a chunk leaves behind is collected often, not gathered by the hundred megabytes.
    resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 6 },
  });
  // A thread that dies between two chunks; the next chunk starts another.
  pool.on('error', (error) => deps.log.warn({ err: error }, 'a signing thread ended'));
  let free = 0;
  pool.run(nobody).then(
    () => {
      free = threads;
    },
    (error: unknown) => deps.log.warn({ err: error }, 'no signing thread could be started'),
  );

  const signInThread = async (chunk: KnownChunk): Promise<SignedChunk> => {
    free -= 1;
    try {
      return await pool.run(chunk);
    } catch (error) {
      // A chunk is only read and signed, so that doing it again does nothing twice.
      deps.log.warn({ err: error }, 'a signing thread failed; its workers are signed here');
      return await signChunk(deps, chunk);
    } finally {
      free += 1;
    }
  };
  return {
    sign: async (order) => {
      const chunk = await readChunk(deps, order);
      return free > 0 ? signInThread(chunk) : signChunk(deps, chunk);
    },
    atOnce: threads + 1,
    close: () => pool.destroy(),
  };
}
