/** ESCO skills and occupations: in how many completed gigs each was used; most gigs first, then by URI. */
import type { WorkRecord } from '../../core/credential/work-record.ts';
import type { DatedGig } from './dated-gig.ts';
import { countEach, mostGigsFirst } from './ranking.ts';

export const countSkills = (gigs: readonly DatedGig[]): Pick<WorkRecord, 'skills'> => {
  const skills = rankUris(gigs.flatMap(({ gig }) => [...new Set(gig.skills)]));
  return skills.length === 0 ? {} : { skills };
};

export const countOccupations = (gigs: readonly DatedGig[]): Pick<WorkRecord, 'occupations'> => {
  const occupations = rankUris(gigs.flatMap(({ gig }) => gig.occupation ?? []));
  return occupations.length === 0 ? {} : { occupations };
};

const rankUris = (uris: readonly string[]) =>
  [...countEach(uris)].map(([id, gigs]) => ({ id, gigs })).sort(mostGigsFirst(({ id }) => id));
