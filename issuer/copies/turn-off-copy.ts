import { KlusCVError } from '../../core/errors.ts';
import { recordChange } from '../audit/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { paperConfiguration } from '../issue/issue-paper.ts';

/**
 * Turns one copy off for good; one that is off stays off, and that is no error.
 * @param workerId whose copy it must be; left out by the operator, who may turn off anybody's
 * @throws KlusCVError `not_found` when there is no such copy of this worker
 */
export function turnOffCopy(
  deps: Pick<IssuerDeps, 'store' | 'hashKey' | 'clock'>,
  { copyId, workerId, actor }: { copyId: string; workerId?: string; actor: string },
): Promise<void> {
  return deps.store.transact(async (stores) => {
    const copy = await stores.credentials.loadCredential(copyId);
    const isTheirs = workerId === undefined || copy?.workerId === workerId;
    if (copy?.configuration !== paperConfiguration || !isTheirs)
      throw new KlusCVError('not_found', 'There is no such copy.');
    if (copy.status === 'revoked') return;
    await stores.credentials.changeStatus(copyId, { status: 'revoked', reasonCode: 'worker_asked' });
    await recordChange(deps, stores, {
      actor,
      action: 'copy_turned_off',
      workerId: copy.workerId,
      subject: copyId,
    });
  });
}
