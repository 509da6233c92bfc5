/** What a memory tells of itself, for the metrics. */
export type CacheCounts = {
  /** How often it knew the answer, and how often it did not, since the start. */
  readonly hits: number;
  readonly misses: number;
  readonly size: number;
};
