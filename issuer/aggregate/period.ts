import type { WorkRecord } from '../../core/credential/work-record.ts';
import type { DatedGig } from './dated-gig.ts';

type Period = Pick<WorkRecord, 'firstGigDate' | 'lastGigDate' | 'weeksWorked'>;

/** First and last day on which a completed gig began, and in how many ISO weeks one did. */
export const measurePeriod = (gigs: readonly DatedGig[]): Period => {
  const dates = gigs.map(({ date }) => date).sort();
  const [firstGigDate] = dates;
  const lastGigDate = dates.at(-1);
  if (firstGigDate === undefined || lastGigDate === undefined) return {};
  return { firstGigDate, lastGigDate, weeksWorked: new Set(dates.map(isoWeekNumber)).size };
};

/** Numbers all ISO weeks in a row, so that two dates have the same number when one week holds both. */
const isoWeekNumber = (date: string): number => {
  const daysSince1970 = Date.parse(date) / 86_400_000;
  // 1 January 1970 was a Thursday; an ISO week begins on Monday.
  return Math.floor((daysSince1970 + 3) / 7);
};
