export type { GigStore, GigVersion, StoredGig } from './gigs.ts';
export { openStore, type Store } from './open.ts';
export type { Database } from './query-layer.ts';
export type { WorkerStore } from './workers.ts';
