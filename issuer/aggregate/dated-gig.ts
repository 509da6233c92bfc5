import type { GigRecord } from '../../core/credential/gig-record.ts';
import { localDate } from '../local-time.ts';

/** A completed gig with the local date on which it began. */
export type DatedGig = { readonly gig: GigRecord; readonly date: string };

export const dateCompletedGigs = (gigs: readonly GigRecord[]): DatedGig[] => {
  const dated: DatedGig[] = [];
  for (const gig of gigs)
    if (gig.status === 'completed') dated.push({ gig, date: localDate(Date.parse(gig.startedAt)) });
  return dated;
};
