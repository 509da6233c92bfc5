import type { Database } from './query-layer.ts';

/** What the verifier keeps. */
export const createVerifyingStores = (_db: Database) => ({});
