/** Which version of a gig counts, and whether a line brought a new one. Never depends on the order of arrival. */
import type { GigVersion, StoredGig } from '../../store/index.ts';

export type VersionCounts = { accepted: number; corrected: number; unchanged: number };

/**
 * Goes through the gigs of a batch in their order: a gig not seen before is accepted, a newer version is a
 * correction, and an older or equal one changes nothing. Of two versions of the same moment the one whose canonical
 * JSON (RFC 8785) sorts last counts.
 */
export const chooseVersions = (
  batch: readonly StoredGig[],
  kept: ReadonlyMap<string, GigVersion>,
): { readonly chosen: StoredGig[]; readonly counts: VersionCounts } => {
  const counts: VersionCounts = { accepted: 0, corrected: 0, unchanged: 0 };
  const chosen = new Map<string, StoredGig>();
  for (const gig of batch) {
    const current = chosen.get(gig.gigId) ?? kept.get(gig.gigId);
    if (current !== undefined && !isNewer(gig, current)) counts.unchanged += 1;
    else {
      counts[current === undefined ? 'accepted' : 'corrected'] += 1;
      chosen.set(gig.gigId, gig);
    }
  }
  return { chosen: [...chosen.values()], counts };
};

const isNewer = (one: GigVersion, other: GigVersion): boolean =>
  one.updatedAt === other.updatedAt ? one.canonical > other.canonical : one.updatedAt > other.updatedAt;
