/** How often each text occurs. */
export const countEach = (texts: Iterable<string>): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
};

/** Sorts by number of gigs, the largest first, and equals by code unit of their key, never by language. */
export const mostGigsFirst =
  <T extends { readonly gigs: number }>(keyOf: (item: T) => string) =>
  (one: T, other: T): number => {
    if (one.gigs !== other.gigs) return other.gigs - one.gigs;
    const [oneKey, otherKey] = [keyOf(one), keyOf(other)];
    if (oneKey === otherKey) return 0;
    return oneKey < otherKey ? -1 : 1;
  };
