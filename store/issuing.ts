import type { Database } from './query-layer.ts';

/** What the issuer keeps beside gigs and workers. */
export const createIssuingStores = (_db: Database) => ({});
