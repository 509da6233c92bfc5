/** Forgets a person: records, names, reviews, offers, copies and corrections go in one transaction (domain rule 9). */
import { randomUUID } from 'node:crypto';
import { recordChange } from '../audit/index.ts';
import { takeOutOfRuns } from '../bulk/kept-lines.ts';
import type { IssuerDeps } from '../deps.ts';
import { hashErasedWorker } from '../erasure.ts';
import { createReceipt, type Receipt } from './receipt.ts';

/**
 * Erases a worker for good and gives the signed receipt. What was issued stays checkable, since the status lists name
 * nobody; no later import brings the worker back, of whom only a keyed hash stays. Erasing somebody of whom nothing is
 * kept is no error: whoever asks to be forgotten should not come in later either.
 */
export async function eraseWorker(
  deps: Pick<IssuerDeps, 'store' | 'settings' | 'keys' | 'hashKey' | 'clock'>,
  { workerId, actor }: { workerId: string; actor: string },
): Promise<Receipt> {
  const { store, hashKey, clock, settings } = deps;
  const receiptId = randomUUID();
  const erasedAt = clock();
  // Before the transaction: in it, nothing outside of it may be asked.
  const { ed25519 } = await deps.keys.load();
  const receipt = await store.transact(async (stores) => {
    const erased = await stores.erasure.deleteWorker(workerId);
    const lines = await takeOutOfRuns(stores, workerId);
    await stores.erasure.rememberErased(hashErasedWorker(hashKey, workerId));
    const signed = await createReceipt({ settings, ed25519 }, { receiptId, erasedAt, erased, lines });
    await stores.erasure.storeReceipt({ receiptId, erasedAt, receipt: signed.receipt });
    await recordChange(deps, stores, {
      actor,
      action: 'worker_erased',
      workerId,
      subject: receiptId,
      details: { gigs: erased.gigs, credentials: erased.credentials },
    });
    return signed;
  });
  await store.scrub();
  return receipt;
}
