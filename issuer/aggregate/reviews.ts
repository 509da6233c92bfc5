import type { GigRecord } from '../../core/credential/gig-record.ts';
import type { Review } from '../../core/credential/work-record.ts';

/**
 * The reviews that the worker can choose from: those of completed gigs, the newest first. Of the date only the month
 * is told, and of the reviewer nothing.
 */
export const reviewsOf = (gigs: readonly GigRecord[]): Review[] =>
  gigs
    .flatMap(({ gigId, review, status }) =>
      review === undefined || status !== 'completed' ? [] : [{ gigId, ...review }],
    )
    .sort((one, other) => compare(other.date, one.date) || compare(one.gigId, other.gigId))
    .map(({ gigId, text, date }) => ({ gigId, text, month: date.slice(0, 7) }));

const compare = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);
