/** One thread that signs, given keys and records with each chunk. */
import type { IssuerDeps } from '../deps.ts';
import type { ThreadSettings } from './sign.worker.ts';
import type { KnownChunk, SignedChunk } from './sign-chunk.ts';
import { chunksAtOnce, type StartedThread } from './start-thread.ts';

export type SigningThread = {
  /** How many chunks it would take now; none before it is there. */
  readonly free: number;
  /** Signs what is being read; rejects when it died over it, and the next one starts another. */
  readonly sign: (reading: Promise<KnownChunk>) => Promise<SignedChunk>;
  readonly close: () => Promise<void>;
};

/** To be told when the thread is there. */
const nobody = (): KnownChunk => ({
  order: {
    configuration: 'kluscv-ldp',
    workerIds: [],
    places: [],
    issuedAt: '2000-01-01T00:00:00.000Z',
  },
  workers: [],
  gigs: new Uint8Array(),
  asOf: undefined,
  recentRatings: undefined,
});

/** Gives a started thread what it signs with, and chunk by chunk what it is to sign. */
export function useThread(
  thread: StartedThread,
  settings: ThreadSettings,
  { keys, log, onThere }: Pick<IssuerDeps, 'keys' | 'log'> & { readonly onThere: () => void },
): SigningThread {
  // A thread that dies between two chunks.
  thread.on('error', (error) => log.warn({ err: error }, 'a signing thread ended'));
  let free = 0;
  const run = (chunk: KnownChunk): Promise<SignedChunk> =>
    thread.run(
      { chunk, settings, keys: keys.known().keptKeys() },
      // Handed over, and not copied: whoever signs it in the end reads it again.
      { transferList: [chunk.gigs.buffer] },
    );
  run(nobody()).then(
    () => {
      free = chunksAtOnce;
      onThere();
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
    close: () => thread.destroy(),
  };
}
