/** Sectors: gigs and hours in each; scheme and version go with the code, which means little without them. */
import type { WorkRecord } from '../../core/credential/work-record.ts';
import type { DatedGig } from './dated-gig.ts';
import { toHours } from './hours.ts';
import { mostGigsFirst } from './ranking.ts';

type Sector = NonNullable<DatedGig['gig']['sector']>;
type Total = { readonly sector: Sector; gigs: number; minutes: number };

export const countSectors = (gigs: readonly DatedGig[]): Pick<WorkRecord, 'sectors'> => {
  const totals = new Map<string, Total>();
  let last: Total | undefined;
  for (const { gig } of gigs) {
    if (gig.sector === undefined) continue;
    const { code, scheme, version } = gig.sector;
    // Most are of the same sector as the one before.
    if (code !== last?.sector.code || scheme !== last.sector.scheme || version !== last.sector.version) {
      // A code is of digits alone, so that two pairs never make one key; there is one scheme.
      const key = `${code} ${scheme} ${version}`;
      last = totals.get(key) ?? { sector: gig.sector, gigs: 0, minutes: 0 };
      totals.set(key, last);
    }
    last.gigs += 1;
    last.minutes += gig.minutes;
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
