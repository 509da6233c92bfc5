/** Signing in threads, as many as the machine has room for; each reads the store by itself. */
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { ChunkSigner } from './issue-all.ts';
import type { ThreadSettings } from './sign.worker.ts';
import { type SignedChunk, type SigningDeps, signChunk } from './sign-chunk.ts';

export type SigningThreads = ChunkSigner & { readonly close: () => Promise<void> };

/**
 * @param settings how a thread opens the store and the keys for itself
 * @param deps with these a chunk is signed here when a thread dies over it
 */
export function startSigningThreads(settings: ThreadSettings, deps: SigningDeps): SigningThreads {
  const { databaseUrl, keySecret, url, name, logLevel } = settings;
  const workerData: ThreadSettings = { databaseUrl, keySecret, url, name, logLevel };
  const threads = Math.max(1, Math.min(availableParallelism(), 8));
  const pool = new Piscina<Parameters<typeof signChunk>[1], SignedChunk>({
    filename: new URL('./sign.worker.ts', import.meta.url).href,
    workerData,
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: 60_000,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  return {
    sign: (order) =>
      pool.run(order).catch((error: unknown) => {
        // A chunk is only read and signed, so that doing it again does nothing twice.
        deps.log.warn({ err: error }, 'a signing thread failed; its workers are signed here');
        return signChunk(deps, order);
      }),
    atOnce: threads + 1,
    close: () => pool.destroy(),
  };
}
