/** How many workers are dealt with at once. */
import type { CountedWorker } from '../../store/index.ts';

/** Workers of one chunk: one transaction, one write. */
export const chunkSize = 250;
/** And no more gigs than these, however busy the workers: all of a chunk are in memory at once. */
const gigsPerChunk = 10_000;

/** Takes the next chunk off a list of workers; at least one, if there is any. */
export function takeChunk(listed: CountedWorker[]): string[] {
  let size = 0;
  let gigs = 0;
  for (const next of listed) {
    gigs += next.gigs;
    if (size === chunkSize || (size > 0 && gigs > gigsPerChunk)) break;
    size += 1;
  }
  return listed.splice(0, size).map(({ workerId }) => workerId);
}
