import type { WorkRecord } from '../../core/credential/work-record.ts';
import type { DatedGig } from './dated-gig.ts';
import { countEach } from './ranking.ts';

/** How often each kind of compliment was given, once per gig: the most frequent first, then by name. */
export const countCompliments = (gigs: readonly DatedGig[]): Pick<WorkRecord, 'compliments'> => {
  const given: string[] = [];
  for (const { gig } of gigs) if (gig.compliments !== undefined) given.push(...new Set(gig.compliments));
  const compliments = [...countEach(given)]
    .map(([kind, count]) => ({ kind, count }))
    .sort((one, other) => other.count - one.count || (one.kind < other.kind ? -1 : 1));
  return compliments.length === 0 ? {} : { compliments };
};
