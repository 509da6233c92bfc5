/** What is in a KlusCV before the worker has said anything. Apart from claims.ts, so that a page need not load its schemas. */
import type { ClaimName } from './claims.ts';

/** Always in a KlusCV: without them no reader could use it. `name` joins them unless the worker turns it off. */
export const baseClaims = [
  'platform',
  'gigsCompleted',
  'firstGigDate',
  'lastGigDate',
  'asOf',
] as const satisfies ClaimName[];

/** Judgements are off until the worker turns them on; `clients` and `birthDate` tell about others or the person. */
export const offByDefault = [
  'attendance',
  'rating',
  'aspects',
  'recentRating',
  'compliments',
  'satisfaction',
  'reviews',
  'reviewCount',
  'clients',
  'birthDate',
] as const satisfies ClaimName[];
