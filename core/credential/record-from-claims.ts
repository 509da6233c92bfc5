/** From claims, as they came out of a credential, back to the work record that they tell of. */
import type { ShownRecord } from '../verify/report.ts';
import type { PartialClaims } from './claims.ts';

const byCodeUnit = (first: string, second: string): number => (first < second ? -1 : first > second ? 1 : 0);

/** Most gigs first, then by identifier: the order of a list is not signed in every format. */
const ranked = <T extends { readonly gigs: number }>(
  list: readonly T[],
  identifier: (item: T) => string,
): T[] =>
  list.toSorted(
    (first, second) => second.gigs - first.gigs || byCodeUnit(identifier(first), identifier(second)),
  );

/**
 * Gives the part of a work record that the claims show; what was kept back is absent. Labels are dropped:
 * whoever shows the record names concepts from the tables in `contexts/`.
 */
export const recordFromClaims = (claims: PartialClaims): ShownRecord => {
  const {
    gigsCompleted,
    asOf,
    hoursByYear,
    hoursByMonth,
    skills,
    occupations,
    sectors,
    clients,
    aspects,
    compliments,
    reviews,
    ...same
  } = claims;
  return {
    ...same,
    ...(gigsCompleted !== undefined && { gigsCompleted }),
    ...(asOf !== undefined && { asOf }),
    ...(hoursByYear && {
      hoursByYear: Object.fromEntries(hoursByYear.map(({ year, hours }) => [year, hours])),
    }),
    ...(hoursByMonth && {
      hoursByMonth: Object.fromEntries(hoursByMonth.map(({ month, hours }) => [month, hours])),
    }),
    ...(occupations && {
      occupations: ranked(occupations, ({ id }) => id).map(({ id, gigs }) => ({ id, gigs })),
    }),
    ...(skills && { skills: ranked(skills, ({ id }) => id).map(({ id, gigs }) => ({ id, gigs })) }),
    ...(sectors && {
      sectors: ranked(sectors, ({ code }) => code).map(({ scheme, version, code, gigs, hours }) => ({
        scheme,
        version,
        code,
        gigs,
        hours,
      })),
    }),
    ...(clients && { clients: ranked(clients, ({ name }) => name) }),
    ...(aspects && {
      aspects: aspects.toSorted((first, second) => byCodeUnit(first.reviewAspect, second.reviewAspect)),
    }),
    ...(compliments && {
      compliments: compliments.toSorted(
        (first, second) => second.count - first.count || byCodeUnit(first.kind, second.kind),
      ),
    }),
    ...(reviews && {
      reviews: reviews.toSorted(
        (first, second) =>
          byCodeUnit(second.datePublished, first.datePublished) ||
          byCodeUnit(first.reviewBody, second.reviewBody),
      ),
    }),
  };
};
