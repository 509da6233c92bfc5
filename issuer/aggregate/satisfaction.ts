import type { WorkRecord } from '../../core/credential/work-record.ts';
import type { DatedGig } from './dated-gig.ts';

/** How many clients were satisfied, of those who said yes or no. Never turned into stars. */
export const countSatisfaction = (gigs: readonly DatedGig[]): Pick<WorkRecord, 'satisfaction'> => {
  let [satisfied, rated] = [0, 0];
  for (const { gig } of gigs) {
    const { rating } = gig;
    if (rating === undefined || !('satisfied' in rating)) continue;
    rated += 1;
    if (rating.satisfied) satisfied += 1;
  }
  return rated === 0 ? {} : { satisfaction: { satisfied, rated } };
};
