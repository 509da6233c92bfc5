import type { Review, Worker, WorkRecord } from '../../core/credential/work-record.ts';
import type { Store } from '../../store/index.ts';
import { localDate } from '../local-time.ts';
import { aggregate } from './aggregate.ts';
import { reviewsOf } from './reviews.ts';

type KeptGigs = Pick<Store, 'gigs' | 'workers'>;

export type LoadedRecord = {
  readonly worker: Worker;
  readonly record: WorkRecord;
  /** The newest first. */
  readonly reviews: Review[];
};

/**
 * The work record of one worker as the store has it now, the same that gets signed; nothing for a worker of whom the
 * platform has sent neither a gig nor a name, or when it has sent no gig of anybody. `asOf` is the local date of the
 * newest update that the platform sent, of whichever worker.
 */
export const loadWorkRecord = async (
  store: KeptGigs,
  workerId: string,
): Promise<LoadedRecord | undefined> => {
  const worker = await store.workers.loadWorker(workerId);
  const newestUpdate = await store.gigs.loadNewestUpdate();
  if (worker === undefined || newestUpdate === undefined) return undefined;
  const gigs = await store.gigs.loadByWorker(workerId);
  const recentRatings = await store.gigs.loadRatingWindow();
  const record = aggregate(gigs, { asOf: localDate(newestUpdate), recentRatings });
  return { worker, record, reviews: reviewsOf(gigs) };
};

/** A page of workers in the order of their ids, from behind `after` on. */
export const listWorkers = (
  store: Pick<Store, 'workers'>,
  page: { readonly after?: string; readonly limit: number },
): Promise<Worker[]> => store.workers.listWorkers(page);
