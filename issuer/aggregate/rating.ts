/** The average rating: over the completed gigs that the client gave a mark, on the platform's own scale. */
import Big from 'big.js';
import type { WorkRecord } from '../../core/credential/work-record.ts';
import type { DatedGig } from './dated-gig.ts';

/** Below this many ratings there is only the count. */
const fewestForAverage = 5;

export const averageRating = (gigs: readonly DatedGig[]): Pick<WorkRecord, 'rating'> => {
  const rating = summarize(mostUsedScale(marksOf(gigs)));
  return rating === undefined ? {} : { rating };
};

/** Count, scale and, from five on, the mean to two decimals, half up; nothing for no marks. */
export const summarize = (marks: readonly Mark[]): WorkRecord['rating'] => {
  const [first] = marks;
  if (first === undefined) return undefined;
  const rating = { worstRating: first.worst, bestRating: first.best, ratingCount: marks.length };
  return marks.length < fewestForAverage ? rating : { ratingValue: mean(marks), ...rating };
};

/** The marks that are numbers, gig by gig. */
export const marksOf = (gigs: readonly DatedGig[]): Mark[] => {
  const marks: Mark[] = [];
  for (const { gig } of gigs) if (gig.rating !== undefined && 'value' in gig.rating) marks.push(gig.rating);
  return marks;
};

/** To two decimals, half up. */
export const mean = (marks: readonly Mark[]): number => meanOfWholes(marks) ?? meanOfDecimals(marks);

/** Whole marks are exact as numbers, also a hundred times their sum; undefined for others. */
const meanOfWholes = (marks: readonly Mark[]): number | undefined => {
  let sum = 0;
  for (const { value } of marks) {
    if (!Number.isInteger(value) || value < 0) return undefined;
    sum += value;
  }
  return sum > largestSum ? undefined : Math.floor((sum * 200 + marks.length) / (2 * marks.length)) / 100;
};

const largestSum = 1e12;

const meanOfDecimals = (marks: readonly Mark[]): number => {
  const sum = marks.reduce((total, { value }) => total.plus(value), new Big(0));
  return sum.div(marks.length).round(2, Big.roundHalfUp).toNumber();
};

export type Mark = { readonly value: number; readonly worst: number; readonly best: number };

/**
 * A platform has one scale; where it changed, marks of the two cannot be averaged, and the scale with most marks
 * counts (of equals the one with the higher best mark).
 */
export const mostUsedScale = (marks: readonly Mark[]): Mark[] => {
  const [first] = marks;
  if (first === undefined) return [];
  if (marks.every(({ worst, best }) => worst === first.worst && best === first.best)) return [...marks];
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
