/** The average rating: over the completed gigs that the client gave a mark, on the platform's own scale. */
import Big from 'big.js';
import type { WorkRecord } from '../../core/credential/work-record.ts';
import type { DatedGig } from './dated-gig.ts';

/** Below this many ratings there is only the count. */
const fewestForAverage = 5;

export const averageRating = (gigs: readonly DatedGig[]): Pick<WorkRecord, 'rating'> => {
  const ratings = mostUsedScale(gigs.flatMap(toMark));
  const rating = summarize(ratings);
  return rating === undefined ? {} : { rating };
};

/** Count, scale and, from five on, the mean to two decimals, half up; nothing for no marks. */
export const summarize = (marks: readonly Mark[]): WorkRecord['rating'] => {
  const [first] = marks;
  if (first === undefined) return undefined;
  const rating = { worstRating: first.worst, bestRating: first.best, ratingCount: marks.length };
  return marks.length < fewestForAverage ? rating : { ratingValue: mean(marks), ...rating };
};

/** To two decimals, half up. */
export const mean = (marks: readonly Mark[]): number => {
  const sum = marks.reduce((total, { value }) => total.plus(value), new Big(0));
  return sum.div(marks.length).round(2, Big.roundHalfUp).toNumber();
};

export type Mark = { readonly value: number; readonly worst: number; readonly best: number };

const toMark = ({ gig: { rating } }: DatedGig): Mark[] =>
  rating !== undefined && 'value' in rating ? [rating] : [];

/**
 * A platform has one scale; where it changed, marks of the two cannot be averaged, and the scale with most marks
 * counts (of equals the one with the higher best mark).
 */
export const mostUsedScale = (marks: readonly Mark[]): Mark[] => {
  const byScale = new Map<string, Mark[]>();
  for (const { value, worst, best } of marks) {
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
