/** The time that several work records have in common: named, so that nobody adds up hours without noticing. */
import type { ShownRecord } from '../core/verify/report.ts';

/** From and until are local dates (`2025-03-01`), both included. */
export type Period = { readonly from: string; readonly until: string };

/** The stretches of time in which at least two of the records have work, earliest first; none when they do not touch. */
export function findOverlaps(records: readonly ShownRecord[]): Period[] {
  const periods = records.flatMap(({ firstGigDate: from, lastGigDate: until }) =>
    from === undefined || until === undefined ? [] : [{ from, until }],
  );
  const shared = periods.flatMap((one, index) =>
    periods.slice(index + 1).flatMap((other) => {
      const from = later(one.from, other.from);
      const until = later(one.until, other.until) === one.until ? other.until : one.until;
      return from <= until ? [{ from, until }] : [];
    }),
  );
  return mergeTouching(shared.toSorted((one, other) => (one.from < other.from ? -1 : 1)));
}

function mergeTouching(sorted: readonly Period[]): Period[] {
  const merged: Period[] = [];
  for (const period of sorted) {
    const last = merged.at(-1);
    if (last === undefined || period.from > last.until) merged.push(period);
    else if (period.until > last.until) merged.splice(-1, 1, { from: last.from, until: period.until });
  }
  return merged;
}

/** ISO dates sort as text. */
const later = (one: string, other: string): string => [one, other].toSorted()[1] ?? one;
