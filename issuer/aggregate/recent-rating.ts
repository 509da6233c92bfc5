/** The mean over the last marks alone, for platforms that show one; its window is said with it. */
import type { WorkRecord } from '../../core/credential/work-record.ts';
import type { DatedGig } from './dated-gig.ts';
import { marksOf, mean, mostUsedScale } from './rating.ts';

/**
 * @param window over how many marks the platform takes its mean; without one there is no such figure. With no more
 *   marks than that the mean over all says the same, and this one is absent
 */
export const averageRecentRating = (
  gigs: readonly DatedGig[],
  window: number | undefined,
): Pick<WorkRecord, 'recentRating'> => {
  if (window === undefined) return {};
  const newestFirst = gigs.toSorted(
    ({ gig: one }, { gig: other }) =>
      Date.parse(other.startedAt) - Date.parse(one.startedAt) || (one.gigId < other.gigId ? 1 : -1),
  );
  const ofScale = mostUsedScale(marksOf(newestFirst));
  const [first] = ofScale;
  if (first === undefined || ofScale.length <= window) return {};
  const recentRating = {
    ratingValue: mean(ofScale.slice(0, window)),
    worstRating: first.worst,
    bestRating: first.best,
    window,
  };
  return { recentRating };
};
