/** Signing in threads beside the main one, as many as the run is long and the machine has room for; the main one reads for them. */
import type { IssuerDeps } from '../deps.ts';
import type { ChunkSigner } from './issue-all.ts';
import { readChunk } from './read-chunk.ts';
import type { ThreadSettings } from './sign.worker.ts';
import type { KnownChunk, SignedChunk } from './sign-chunk.ts';
import { type HereDeps, signKnownHere } from './sign-here.ts';
import { type SigningThread, useThread } from './signing-thread.ts';
import { chunksAtOnce, roomForThreads, type StartedThread, startThread } from './start-thread.ts';

export type SigningThreads = ChunkSigner & {
  /** Chunks that a thread has signed so far. */
  readonly byThreads: number;
  readonly close: () => Promise<void>;
};

/** A thread takes 30 MB and a tenth of a second of computing to get going: fewer workers are signed sooner without. */
const workersForOne = 1_000;
/** Each further thread comes when the run turns out to be this much longer. */
const workersForAnother = 10_000;
/** Signed before its turn to be kept: so many may lie there. */
const chunksToKeep = 1;
/** More than these the main thread cannot feed: it reads and keeps, and that is a third of the work. */
const mostThreads = 3;

/**
 * Signs in threads and here; the main thread has a processor of its own, so that on a machine with one there are none.
 *
 * @param settings what a thread signs with
 * @param deps with these a chunk is signed here: before the threads are there, when all are at work, and when one died over it
 * @param options.workersForOne from how many workers on there is a thread; 1,000 when left out
 * @param options.threads how many there may be; as many as the machine has room for when left out
 * @param options.program what they run, for a test; signing when left out
 * @param options.started a thread that was started ahead, as the first one
 */
export function startSigningThreads(
  settings: ThreadSettings,
  deps: HereDeps & Pick<IssuerDeps, 'log'>,
  options: {
    readonly workersForOne?: number;
    readonly threads?: number;
    readonly program?: URL;
    readonly started?: StartedThread | undefined;
  } = {},
): SigningThreads {
  const most = options.threads ?? Math.min(roomForThreads(), mostThreads);
  const forOne = options.workersForOne ?? workersForOne;
  let tellFree = (): void => undefined;
  const use = (thread: StartedThread): SigningThread =>
    useThread(thread, settings, { ...deps, onThere: () => tellFree() });
  const threads = options.started === undefined ? [] : [use(options.started)];
  let seen = 0;
  let byThreads = 0;
  const startWhenDue = (workers: number): void => {
    const due = workers < forOne ? 0 : 1 + Math.floor(seen / workersForAnother);
    while (threads.length < Math.min(due, most)) threads.push(use(startThread(options.program)));
  };
  let underwayHere = 0;
  const signHere = async (reading: Promise<KnownChunk>): Promise<SignedChunk> => {
    underwayHere += 1;
    try {
      return await signKnownHere(deps, await reading);
    } finally {
      underwayHere -= 1;
    }
  };
  return {
    expect: (workers) => startWhenDue(seen + workers),
    sign: async (order) => {
      seen += order.workerIds.length;
      startWhenDue(seen);
      const [freest] = threads.toSorted((one, other) => other.free - one.free);
      if (freest === undefined || freest.free === 0) return signHere(readChunk(deps, order));
      try {
        const signed = await freest.sign(readChunk(deps, order));
        byThreads += 1;
        return signed;
      } catch (error) {
        // A chunk is only signed, so that doing it again does nothing twice.
        deps.log.warn({ err: error }, 'a signing thread failed; its workers are signed here');
        return signHere(readChunk(deps, order));
      }
    },
    get isFree() {
      return underwayHere === 0 || threads.some(({ free }) => free > 0);
    },
    whenFree: () =>
      new Promise((resolve) => {
        tellFree = resolve;
      }),
    get byThreads() {
      return byThreads;
    },
    get atOnce() {
      return threads.length === 0 ? 1 : threads.length * chunksAtOnce + 1 + chunksToKeep;
    },
    close: async () => {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}
