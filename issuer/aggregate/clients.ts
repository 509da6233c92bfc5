import type { WorkRecord } from '../../core/credential/work-record.ts';
import type { DatedGig } from './dated-gig.ts';
import { countEach, mostGigsFirst } from './ranking.ts';

type Clients = Pick<WorkRecord, 'clientCount' | 'clients'>;

/** How many clients there were, and the business ones by name: most gigs first, then by name. */
export const countClients = (gigs: readonly DatedGig[]): Clients => {
  const ids = new Set<string>();
  const names: string[] = [];
  for (const { gig } of gigs) {
    if (gig.client === undefined) continue;
    ids.add(gig.client.id);
    if (gig.client.name !== undefined) names.push(gig.client.name);
  }
  const clientCount = ids.size;
  const clients = [...countEach(names)]
    .map(([name, count]) => ({ name, gigs: count }))
    .sort(mostGigsFirst(({ name }) => name));
  return {
    ...(clientCount === 0 ? {} : { clientCount }),
    ...(clients.length === 0 ? {} : { clients }),
  };
};
