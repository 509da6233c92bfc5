import type { GigRecord } from '../../core/credential/gig-record.ts';
import type { WorkRecord } from '../../core/credential/work-record.ts';
import { countAttendance } from './attendance.ts';
import { countClients } from './clients.ts';
import { dateCompletedGigs } from './dated-gig.ts';
import { sumHours } from './hours.ts';
import { measurePeriod } from './period.ts';
import { averageRating } from './rating.ts';
import { reviewsOf } from './reviews.ts';
import { countSatisfaction } from './satisfaction.ts';
import { countSectors } from './sectors.ts';
import { countOccupations, countSkills } from './skills.ts';

/**
 * Counts the gig records of one worker into a work record. What there is none of is absent; the order of the gigs
 * does not matter. Each figure's rule stands in the file that it comes from.
 *
 * @param gigs one record per gig, the newest version of each
 * @param options.asOf up to which local date, `2026-08-31`, the platform's data has come in
 */
export const aggregate = (gigs: readonly GigRecord[], { asOf }: { readonly asOf: string }): WorkRecord => {
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
    ...countSatisfaction(completed),
    ...(reviewCount === 0 ? {} : { reviewCount }),
    ...countSkills(completed),
    ...countOccupations(completed),
    ...countSectors(completed),
  };
};
