import type { GigRecord } from '../../core/credential/gig-record.ts';
import type { WorkRecord } from '../../core/credential/work-record.ts';
import { averageAspects } from './aspects.ts';
import { countAttendance } from './attendance.ts';
import { countClients } from './clients.ts';
import { countCompliments } from './compliments.ts';
import { dateCompletedGigs } from './dated-gig.ts';
import { sumHours } from './hours.ts';
import { measurePeriod } from './period.ts';
import { averageRating } from './rating.ts';
import { averageRecentRating } from './recent-rating.ts';
import { reviewsOf } from './reviews.ts';
import { countSatisfaction } from './satisfaction.ts';
import { countSectors } from './sectors.ts';
import { countOccupations, countSkills } from './skills.ts';

/**
 * Counts the gig records of one worker into a work record. What there is none of is absent; the order of the gigs
 * does not matter. Each figure's rule stands in the file that it comes from.
 *
 * @param gigs one record per gig, the newest version of each
 * @param options.recentRatings over how many marks the platform shows a mean of the last ones, if it does
 * @param options.asOf up to which local date, `2026-08-31`, the platform's data has come in
 */
export const aggregate = (
  gigs: readonly GigRecord[],
  { asOf, recentRatings }: { readonly asOf: string; readonly recentRatings?: number | undefined },
): WorkRecord => {
  const completed = dateCompletedGigs(gigs);
  const reviewCount = reviewsOf(gigs).length;
  return {
    gigsCompleted: completed.length,
    ...measurePeriod(completed),
    asOf,
    ...sumHours(completed),
    ...countClients(completed),
    ...countAttendance(gigs),
    ...averageRating(completed),
    ...averageAspects(completed),
    ...averageRecentRating(completed, recentRatings),
    ...countCompliments(completed),
    ...countSatisfaction(completed),
    ...(reviewCount === 0 ? {} : { reviewCount }),
    ...countSkills(completed),
    ...countOccupations(completed),
    ...countSectors(completed),
  };
};
