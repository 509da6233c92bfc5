/** Remembering who was erased without remembering who it was: a keyed hash, so that no import brings the worker back. */
import type { Store } from '../store/index.ts';
import { keyedHash } from './offer/secrets.ts';

export const hashErasedWorker = (hashKey: Uint8Array, workerId: string): string =>
  keyedHash(hashKey, 'erased_worker', workerId);

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
