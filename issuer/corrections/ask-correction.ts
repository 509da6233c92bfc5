import { randomUUID } from 'node:crypto';
import { claimNames } from '../../core/credential/index.ts';
import { KlusCVError } from '../../core/errors.ts';
import type { CorrectionRequest } from '../../store/index.ts';
import { recordChange } from '../audit/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { refuseErased } from '../erasure.ts';

/** What a worker may say is wrong: one of the claims, or something else. */
export const correctionSubjects = [...claimNames, 'other'] as const;

/** So many may wait for the platform at a time. */
const openLimit = 10;

/**
 * Keeps what a worker reports as an open request to the platform.
 * @throws KlusCVError `conflict` when ten are open, `gone` when the worker was erased
 */
export async function askCorrection(
  deps: Pick<IssuerDeps, 'store' | 'hashKey' | 'clock'>,
  asked: { workerId: string; about: (typeof correctionSubjects)[number]; text: string },
): Promise<CorrectionRequest> {
  const request = { ...asked, correctionId: randomUUID(), askedAt: deps.clock() };
  const { correctionId, workerId, about } = request;
  await deps.store.transact(async (stores) => {
    await refuseErased(deps, stores, workerId);
    if (!(await stores.corrections.storeCorrection(request, openLimit)))
      throw new KlusCVError('conflict', 'Ten reports are waiting for an answer already.', {
        remedy: 'Wait until the platform has answered one of them.',
      });
    await recordChange(deps, stores, {
      actor: 'worker',
      action: 'correction_asked',
      workerId,
      subject: correctionId,
      details: { about },
    });
  });
  return request;
}
