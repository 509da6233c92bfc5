import type { GigRecord } from '../../core/credential/gig-record.ts';
import { type LocalDay, localDay } from '../local-time.ts';

/** A completed gig with the local day on which it began. */
export type DatedGig = { readonly gig: GigRecord; readonly day: LocalDay };

export const dateCompletedGigs = (gigs: readonly GigRecord[]): DatedGig[] => {
  const dated: DatedGig[] = [];
  for (const gig of gigs)
    if (gig.status === 'completed') dated.push({ gig, day: localDay(Date.parse(gig.startedAt)) });
  return dated;
};
