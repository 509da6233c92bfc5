/** Sectors: gigs and hours in each; scheme and version go with the code, which means little without them. */
import type { WorkRecord } from '../../core/credential/work-record.ts';
import type { DatedGig } from './dated-gig.ts';
import { toHours } from './hours.ts';
import { mostGigsFirst } from './ranking.ts';

type Sector = NonNullable<DatedGig['gig']['sector']>;

export const countSectors = (gigs: readonly DatedGig[]): Pick<WorkRecord, 'sectors'> => {
  const totals = new Map<string, { readonly sector: Sector; gigs: number; minutes: number }>();
  for (const { gig } of gigs) {
    if (gig.sector === undefined) continue;
    const { code, scheme, version } = gig.sector;
    // A code is of digits alone, so that two pairs never make one key; there is one scheme.
    const key = `${code} ${scheme} ${version}`;
    const total = totals.get(key) ?? { sector: gig.sector, gigs: 0, minutes: 0 };
    total.gigs += 1;
    total.minutes += gig.minutes;
    totals.set(key, total);
  }
  if (totals.size === 0) return {};
  const sectors = [...totals.values()].map(({ sector: { scheme, version, code }, gigs: count, minutes }) => ({
    scheme,
    version,
    code,
    gigs: count,
    hours: toHours(minutes),
  }));
  return { sectors: sectors.sort(mostGigsFirst(({ code, version }) => `${code}\u0000${version}`)) };
};
