/** Remembering what was erased without remembering what it was: keyed hashes, so that no import brings it back. */
import { KlusCVError } from '../core/errors.ts';
import type { Stores } from '../store/index.ts';
import type { ForgottenHashes } from './ingest/index.ts';
import { keyedHash } from './offer/secrets.ts';

export const hashErasedWorker = (hashKey: Uint8Array, workerId: string): string =>
  keyedHash(hashKey, 'erased_worker', workerId);

export const hashRemovedReview = (hashKey: Uint8Array, gigId: string): string =>
  keyedHash(hashKey, 'removed_review', gigId);

/** How an import knows what must not come back. */
export const createForgottenHashes = (hashKey: Uint8Array): ForgottenHashes => ({
  hashWorker: (workerId) => hashErasedWorker(hashKey, workerId),
  hashGig: (gigId) => hashRemovedReview(hashKey, gigId),
});

/**
 * Stands in each transaction that would keep something of a worker anew, so that nothing comes back behind an erasure.
 * @throws KlusCVError `gone`
 */
export async function refuseErased(
  { hashKey }: { readonly hashKey: Uint8Array },
  stores: Pick<Stores, 'workers'>,
  workerId: string,
): Promise<void> {
  if (await stores.workers.isErased(hashErasedWorker(hashKey, workerId))) throw describeErased();
}

/** What is said to whoever wants something of a worker who was erased: `gone`. */
export const describeErased = (): KlusCVError =>
  new KlusCVError('gone', "This worker's data was erased at the worker's request.", {
    remedy: 'Nothing is kept of this worker any more.',
  });
