/** Sectors: gigs and hours in each; scheme and version go with the code, which means little without them. */
import type { WorkRecord } from '../../core/credential/work-record.ts';
import type { DatedGig } from './dated-gig.ts';
import { toHours } from './hours.ts';
import { mostGigsFirst } from './ranking.ts';

type Sector = NonNullable<DatedGig['gig']['sector']>;

export const countSectors = (gigs: readonly DatedGig[]): Pick<WorkRecord, 'sectors'> => {
  const totals = new Map<string, { sector: Sector; gigs: number; minutes: number }>();
  for (const { gig } of gigs) {
    if (gig.sector === undefined) continue;
    const key = JSON.stringify([gig.sector.code, gig.sector.scheme, gig.sector.version]);
    const total = totals.get(key) ?? { sector: gig.sector, gigs: 0, minutes: 0 };
    totals.set(key, { ...total, gigs: total.gigs + 1, minutes: total.minutes + gig.minutes });
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
