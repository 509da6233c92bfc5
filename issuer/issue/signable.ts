import type { PartialClaims } from '../../core/credential/index.ts';

/** What may be signed about a worker, and what is remembered of it. */
export type Signable = {
  readonly workerId: string;
  readonly claims: PartialClaims;
  /** The choice as it came in, for whoever issues it anew. */
  readonly include: unknown;
  /** Keyed hash of all figures of the record, chosen or not: whether a later credential says anything else. */
  readonly recordHash: string;
};
