import type { WorkRecord } from '../../core/credential/work-record.ts';
import type { DatedGig } from './dated-gig.ts';
import { countEach, mostGigsFirst } from './ranking.ts';

type Clients = Pick<WorkRecord, 'clientCount' | 'clients'>;

/** How many clients there were, and the business ones by name: most gigs first, then by name. */
export const countClients = (gigs: readonly DatedGig[]): Clients => {
  const clientCount = new Set(gigs.flatMap(({ gig }) => gig.client?.id ?? [])).size;
  const clients = [...countEach(gigs.flatMap(({ gig }) => gig.client?.name ?? []))]
    .map(([name, count]) => ({ name, gigs: count }))
    .sort(mostGigsFirst(({ name }) => name));
  return {
    ...(clientCount === 0 ? {} : { clientCount }),
    ...(clients.length === 0 ? {} : { clients }),
  };
};
