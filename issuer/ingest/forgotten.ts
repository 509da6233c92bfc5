/** What an import must not bring back: erased workers, and reviews that were removed on their writers' objection. */
import type { GigRecord } from '../../core/credential/gig-record.ts';
import { KlusCVError } from '../../core/errors.ts';
import type { KnownWorker, StoredGig, Stores } from '../../store/index.ts';
import { canonicalGig } from './canonical-gig.ts';
import type { Outcome, Warning } from './refusal.ts';

/** Keyed hashes: the store knows what was forgotten only by these. */
export type ForgottenHashes = {
  readonly hashWorker: (workerId: string) => string;
  readonly hashGig: (gigId: string) => string;
};

/** What a line was understood as: a gig in the form in which it is kept, or a worker without any. */
export type Understood =
  | { readonly gig: StoredGig; readonly hasReview: boolean; readonly warnings: readonly Warning[] }
  | { readonly idle: KnownWorker };

type Forgotten = {
  readonly isErased: (understood: Understood) => boolean;
  /** The gig as it is, or without the review that was removed. */
  readonly withoutRemoved: (gig: StoredGig) => StoredGig;
};

const workerOf = (understood: Understood): string =>
  'gig' in understood ? understood.gig.workerId : understood.idle.workerId;

/**
 * Looks up, for one batch, what of it was forgotten.
 * @throws KlusCVError `invalid_config` when something was, and there is no key to know it by
 */
export const findForgotten = async (
  { erasure }: Pick<Stores, 'erasure'>,
  items: readonly { readonly outcome: Outcome<Understood> }[],
  hashes: ForgottenHashes | undefined,
): Promise<Forgotten> => {
  // Nearly always nothing was, and then nothing has to be hashed.
  if (!(await erasure.hasForgotten())) return nothing;
  if (hashes === undefined)
    throw new KlusCVError(
      'invalid_config',
      'KLUSCV_KEY_SECRET is needed: something was erased from this store and must not come back.',
    );
  const { hashWorker, hashGig } = hashes;
  const understood = items.flatMap(({ outcome }) => (outcome.ok ? [outcome.value] : []));
  const hashByWorker = new Map([...new Set(understood.map(workerOf))].map((id) => [id, hashWorker(id)]));
  const erased = await erasure.findErased([...hashByWorker.values()]);
  const reviewed = understood.flatMap((one) => ('gig' in one && one.hasReview ? [one.gig.gigId] : []));
  const hashByGig = new Map([...new Set(reviewed)].map((id) => [id, hashGig(id)]));
  const removed = await erasure.findRemovedReviews([...hashByGig.values()]);
  return {
    isErased: (one) => erased.has(hashByWorker.get(workerOf(one)) ?? ''),
    withoutRemoved: (gig) =>
      removed.has(hashByGig.get(gig.gigId) ?? '') ? { ...gig, canonical: withoutReview(gig.canonical) } : gig,
  };
};

const nothing: Forgotten = { isErased: () => false, withoutRemoved: (gig) => gig };

const withoutReview = (canonical: string): string => {
  // Written by us, from a parsed gig record.
  const { review: _, ...without } = JSON.parse(canonical) as GigRecord;
  return canonicalGig(without);
};
