import type { WorkRecord } from '../../core/credential/work-record.ts';
import type { DatedGig } from './dated-gig.ts';

type Period = Pick<WorkRecord, 'firstGigDate' | 'lastGigDate' | 'weeksWorked'>;

/** First and last day on which a completed gig began, and in how many ISO weeks one did. */
export const measurePeriod = (gigs: readonly DatedGig[]): Period => {
  const [begin] = gigs;
  if (begin === undefined) return {};
  let [firstGigDate, lastGigDate] = [begin.day.date, begin.day.date];
  const weeks = new Set<number>();
  for (const { day } of gigs) {
    if (day.date < firstGigDate) firstGigDate = day.date;
    if (day.date > lastGigDate) lastGigDate = day.date;
    weeks.add(day.week);
  }
  return { firstGigDate, lastGigDate, weeksWorked: weeks.size };
};
