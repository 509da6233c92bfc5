import { createHmac } from 'node:crypto';
import type { Store } from '../../store/index.ts';

/** All that stays of a worker whose data was erased: a keyed hash of the number, of no use to anybody without the key. */
export const hashErasedWorker = (key: Uint8Array, workerId: string): string =>
  createHmac('sha256', key).update('erased-worker\u0000').update(workerId).digest('base64url');

const cacheSize = 50_000;

/** Asks the store once per worker, since the lines of one worker stand together. */
export const createErasureCheck = (store: Pick<Store, 'workers'>, key: Uint8Array) => {
  const answers = new Map<string, boolean>();
  return async (workerId: string): Promise<boolean> => {
    const known = answers.get(workerId);
    if (known !== undefined) return known;
    const erased = await store.workers.isErased(hashErasedWorker(key, workerId));
    if (answers.size >= cacheSize) answers.clear();
    answers.set(workerId, erased);
    return erased;
  };
};
