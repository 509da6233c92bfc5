/** ESCO skills and occupations: in how many completed gigs each was used; most gigs first, then by URI. */
import type { WorkRecord } from '../../core/credential/work-record.ts';
import type { DatedGig } from './dated-gig.ts';
import { countEach, mostGigsFirst } from './ranking.ts';

export const countSkills = (gigs: readonly DatedGig[]): Pick<WorkRecord, 'skills'> => {
  const used: string[] = [];
  for (const { gig } of gigs) {
    const { skills = [] } = gig;
    // A set of its own would take longer than looking at the few that there are.
    for (const [at, skill] of skills.entries()) if (skills.indexOf(skill) === at) used.push(skill);
  }
  const skills = rankUris(used);
  return skills.length === 0 ? {} : { skills };
};

export const countOccupations = (gigs: readonly DatedGig[]): Pick<WorkRecord, 'occupations'> => {
  const used: string[] = [];
  for (const { gig } of gigs) if (gig.occupation !== undefined) used.push(gig.occupation);
  const occupations = rankUris(used);
  return occupations.length === 0 ? {} : { occupations };
};

const rankUris = (uris: readonly string[]) =>
  [...countEach(uris)].map(([id, gigs]) => ({ id, gigs })).sort(mostGigsFirst(({ id }) => id));
