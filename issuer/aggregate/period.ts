import type { WorkRecord } from '../../core/credential/work-record.ts';
import type { DatedGig } from './dated-gig.ts';

type Period = Pick<WorkRecord, 'firstGigDate' | 'lastGigDate' | 'weeksWorked'>;

/** First and last day on which a completed gig began, and in how many ISO weeks one did. */
export const measurePeriod = (gigs: readonly DatedGig[]): Period => {
  const dates = new Set<string>();
  for (const { date } of gigs) dates.add(date);
  const [begin] = dates;
  if (begin === undefined) return {};
  let [firstGigDate, lastGigDate] = [begin, begin];
  const weeks = new Set<number>();
  for (const date of dates) {
    if (date < firstGigDate) firstGigDate = date;
    if (date > lastGigDate) lastGigDate = date;
    weeks.add(isoWeekNumber(date));
  }
  return { firstGigDate, lastGigDate, weeksWorked: weeks.size };
};

/** Numbers all ISO weeks in a row, so that two dates have the same number when one week holds both. */
const isoWeekNumber = (date: string): number => {
  const daysSince1970 = Date.parse(date) / 86_400_000;
  // 1 January 1970 was a Thursday; an ISO week begins on Monday.
  return Math.floor((daysSince1970 + 3) / 7);
};
