/** What a memory tells of itself, for the metrics. */
export type CacheCounts = {
  /** How often it knew the answer, and how often it did not, since the start. */
  readonly hits: number;
  readonly misses: number;
  readonly size: number;
};

/** Of two memories of the same kind, as of one. */
export const addCacheCounts = (one: CacheCounts, other: CacheCounts): CacheCounts => ({
  hits: one.hits + other.hits,
  misses: one.misses + other.misses,
  size: one.size + other.size,
});
