/** Remembering who was erased without remembering who it was: a keyed hash, so that no import brings the worker back. */
import { KlusCVError } from '../core/errors.ts';
import type { Store, Stores } from '../store/index.ts';
import { keyedHash } from './offer/secrets.ts';

export const hashErasedWorker = (hashKey: Uint8Array, workerId: string): string =>
  keyedHash(hashKey, 'erased_worker', workerId);

/**
 * Stands in each transaction that would keep something of a worker anew, so that nothing comes back behind an erasure.
 * @throws KlusCVError `gone`
 */
export async function refuseErased(
  { hashKey }: { readonly hashKey: Uint8Array },
  stores: Pick<Stores, 'workers'>,
  workerId: string,
): Promise<void> {
  if (await stores.workers.isErased(hashErasedWorker(hashKey, workerId)))
    throw new KlusCVError('gone', "This worker's data was erased at the worker's request.", {
      remedy: 'Nothing is kept of this worker any more.',
    });
}

/** Asks for each worker once, as an import has many lines about the same ones. */
export function createErasureCheck(
  store: Pick<Store, 'workers'>,
  hashKey: Uint8Array,
): (workerId: string) => Promise<boolean> {
  const known = new Map<string, boolean>();
  return async (workerId) => {
    const before = known.get(workerId);
    if (before !== undefined) return before;
    const erased = await store.workers.isErased(hashErasedWorker(hashKey, workerId));
    known.set(workerId, erased);
    return erased;
  };
}
