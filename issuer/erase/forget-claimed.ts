/** The mode that keeps nothing of a worker once the KlusCV is claimed (`KLUSCV_RETENTION=until-claimed`). */
import type { Stores } from '../../store/index.ts';
import { recordChange } from '../audit/index.ts';
import { takeOutOfRuns } from '../bulk/kept-lines.ts';
import type { IssuerDeps } from '../deps.ts';

/** Notes, with the credential itself, that the worker has it now. */
export async function noteClaimed(
  { settings, clock }: Pick<IssuerDeps, 'settings' | 'clock'>,
  stores: Pick<Stores, 'erasure'>,
  { workerId, actor }: { workerId: string; actor: string },
): Promise<void> {
  if (settings.retention !== 'until-claimed') return;
  if (actor === 'wallet' || actor === 'worker') await stores.erasure.storeClaimed(workerId, clock());
}

const pageSize = 100;

/**
 * Deletes everything of workers who have their KlusCV and no token or open page left to fetch more with. No hash stays
 * behind: the platform may send the worker's gigs again for a next one. Gives the number of workers forgotten.
 */
export async function forgetClaimed(
  deps: Pick<IssuerDeps, 'store' | 'settings' | 'hashKey' | 'clock'>,
): Promise<number> {
  if (deps.settings.retention !== 'until-claimed') return 0;
  const { store, clock } = deps;
  let forgotten = 0;
  for (;;) {
    const workerIds = await store.erasure.listClaimed({ now: clock(), limit: pageSize });
    for (const workerId of workerIds) {
      await store.transact(async (stores) => {
        const { gigs, credentials } = await stores.erasure.deleteWorker(workerId);
        await takeOutOfRuns(stores, workerId);
        const details = { gigs, credentials };
        await recordChange(deps, stores, { actor: 'service', action: 'worker_forgotten', workerId, details });
      });
      forgotten += 1;
    }
    if (workerIds.length < pageSize) break;
  }
  if (forgotten > 0) await store.scrub();
  return forgotten;
}
