/** One thread that signs, given keys and records with each chunk. */
import module from 'node:module';
import { Piscina } from 'piscina';
import type { IssuerDeps } from '../deps.ts';
import type { ThreadChunk, ThreadSettings } from './sign.worker.ts';
import type { KnownChunk, SignedChunk } from './sign-chunk.ts';

export type SigningThread = {
  /** How many chunks it would take now; none before it is there. */
  readonly free: number;
  /** Signs what is being read; rejects when it died over it, and the next one starts another. */
  readonly sign: (reading: Promise<KnownChunk>) => Promise<SignedChunk>;
  readonly close: () => Promise<void>;
};

/** One chunk at hand and one that waits, so that it need not wait for the main thread. */
export const chunksAtOnce = 2;

/** To be told when the thread is there. */
const nobody: KnownChunk = {
  order: {
    configuration: 'kluscv-ldp',
    workerIds: [],
    places: [],
    issuedAt: '2000-01-01T00:00:00.000Z',
  },
  workers: [],
  gigs: '',
  asOf: undefined,
  recentRatings: undefined,
};

/** What the thread runs. */
const signing = new URL('./sign.worker.ts', import.meta.url);

/** Starts it; that takes a tenth of a second of its own. */
export function startSigningThread(
  settings: ThreadSettings,
  { keys, log }: Pick<IssuerDeps, 'keys' | 'log'>,
  program: URL = signing,
): SigningThread {
  const compiled = module.getCompileCacheDir?.();
  const pool = new Piscina<ThreadChunk, SignedChunk>({
    filename: new URL('../../server/thread.js', import.meta.url).href,
    workerData: {
      ...settings,
      program: program.href,
      ...(compiled === undefined ? {} : { compiled }),
    },
    minThreads: 1,
    maxThreads: 1,
    idleTimeout: 60_000,
    // A small young generation: what a chunk leaves behind is collected often, not gathered by the hundred megabytes.
    resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 12 },
  });
  // A thread that dies between two chunks.
  pool.on('error', (error) => log.warn({ err: error }, 'a signing thread ended'));
  let free = 0;
  const run = (chunk: KnownChunk): Promise<SignedChunk> => pool.run({ chunk, keys: keys.known().keptKeys() });
  run(nobody).then(
    () => {
      free = chunksAtOnce;
    },
    (error: unknown) => log.warn({ err: error }, 'a signing thread could not be started'),
  );
  return {
    get free() {
      return free;
    },
    sign: async (reading) => {
      free -= 1;
      try {
        return await run(await reading);
      } finally {
        free += 1;
      }
    },
    close: () => pool.destroy(),
  };
}
