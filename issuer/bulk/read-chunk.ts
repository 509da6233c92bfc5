/** What is known of some hundred workers, read at once. */
import type { IssuerDeps } from '../deps.ts';
import { localDate } from '../local-time.ts';
import type { ChunkOrder, KnownChunk } from './sign-chunk.ts';

export type ReadingDeps = { readonly store: Pick<IssuerDeps['store'], 'workers' | 'gigs'> };

/** Reads what signing the chunk needs; gig records stay the bytes that they are kept as until their worker's turn. */
export async function readChunk({ store }: ReadingDeps, order: ChunkOrder): Promise<KnownChunk> {
  const known = await store.workers.loadWorkersWithGigs(order.workerIds);
  const newestUpdate = await store.gigs.loadNewestUpdate();
  const recentRatings = await store.gigs.loadRatingWindow();
  return {
    order,
    ...known,
    asOf: newestUpdate === undefined ? undefined : localDate(newestUpdate),
    recentRatings,
  };
}
