/** How many workers are dealt with at once. */
import type { CountedWorker } from '../../store/index.ts';

/** Workers of one chunk: one transaction, one write. */
export const chunkSize = 250;
/** And no more gigs than these, however busy the workers: all of a chunk are in memory at once. */
const gigsPerChunk = 10_000;

/** Smaller than this is not worth its own queries. */
const smallest = 64;

/**
 * Takes the next chunk off a list of workers; at least one, if there is any.
 * @param between when nobody comes behind them, among how many chunks the rest is shared: the last ones are small, so that all
 *   who sign are done at the same time
 */
export function takeChunk(listed: CountedWorker[], between = 1): string[] {
  const most = Math.min(chunkSize, Math.max(smallest, Math.ceil(listed.length / between)));
  let size = 0;
  let gigs = 0;
  for (const next of listed) {
    gigs += next.gigs;
    if (size === most || (size > 0 && gigs > gigsPerChunk)) break;
    size += 1;
  }
  return listed.splice(0, size).map(({ workerId }) => workerId);
}
