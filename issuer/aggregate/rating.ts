/** The average rating: over the completed gigs that the client gave a mark, on the platform's own scale. */
import Big from 'big.js';
import type { WorkRecord } from '../../core/credential/work-record.ts';
import type { DatedGig } from './dated-gig.ts';

/** Below this many ratings there is only the count. */
const fewestForAverage = 5;

export const averageRating = (gigs: readonly DatedGig[]): Pick<WorkRecord, 'rating'> => {
  const ratings = mostUsedScale(gigs);
  const [first] = ratings;
  if (first === undefined) return {};
  const rating = { worstRating: first.worst, bestRating: first.best, ratingCount: ratings.length };
  if (ratings.length < fewestForAverage) return { rating };
  const sum = ratings.reduce((total, { value }) => total.plus(value), new Big(0));
  return { rating: { ratingValue: sum.div(ratings.length).round(2, Big.roundHalfUp).toNumber(), ...rating } };
};

type ScaledRating = { readonly value: number; readonly worst: number; readonly best: number };

/**
 * A platform has one scale; where it changed, marks of the two cannot be averaged, and the scale with most marks
 * counts (of equals the one with the higher best mark).
 */
const mostUsedScale = (gigs: readonly DatedGig[]): ScaledRating[] => {
  const byScale = new Map<string, ScaledRating[]>();
  for (const { gig } of gigs) {
    if (gig.rating === undefined || !('value' in gig.rating)) continue;
    const { value, worst, best } = gig.rating;
    const key = `${worst}/${best}`;
    const ratings = byScale.get(key) ?? [];
    ratings.push({ value, worst, best });
    byScale.set(key, ratings);
  }
  return (
    [...byScale.values()].sort(
      (one, other) =>
        other.length - one.length ||
        (other[0]?.best ?? 0) - (one[0]?.best ?? 0) ||
        (other[0]?.worst ?? 0) - (one[0]?.worst ?? 0),
    )[0] ?? []
  );
};
