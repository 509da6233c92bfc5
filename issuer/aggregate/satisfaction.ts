import type { WorkRecord } from '../../core/credential/work-record.ts';
import type { DatedGig } from './dated-gig.ts';

/** How many clients were satisfied, of those who said yes or no. Never turned into stars. */
export const countSatisfaction = (gigs: readonly DatedGig[]): Pick<WorkRecord, 'satisfaction'> => {
  const answers = gigs.flatMap(({ gig }) =>
    gig.rating !== undefined && 'satisfied' in gig.rating ? [gig.rating.satisfied] : [],
  );
  if (answers.length === 0) return {};
  return {
    satisfaction: { satisfied: answers.filter((satisfied) => satisfied).length, rated: answers.length },
  };
};
