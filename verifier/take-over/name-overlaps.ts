/** Work at two platforms in the same months: named, so that nobody adds it up unseen. */

export type Period = { readonly from: string; readonly to: string };
export type NamedPeriod = Period & {
  /** Who has it: the receiver itself, an earlier take-over, or another credential in the same call. */
  readonly at: 'own' | 'taken_over' | 'presented';
  readonly name: string;
};
export type Overlap = NamedPeriod;

/** The days that both have, for each of the others that has some; local dates, both ends included. */
export const nameOverlaps = (period: Period | null, others: readonly NamedPeriod[]): readonly Overlap[] =>
  others.flatMap((other) => {
    if (period === null) return [];
    const from = period.from > other.from ? period.from : other.from;
    const to = period.to < other.to ? period.to : other.to;
    return from <= to ? [{ at: other.at, name: other.name, from, to }] : [];
  });
