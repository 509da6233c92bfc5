import { KlusCVError } from '../../core/errors.ts';
import type { IssuedCredential } from '../../store/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { configurations } from '../issue/configurations.ts';
import { offerToWorker, type WorkerOffer } from '../offer/offer-to-worker.ts';
import { changeCredentialStatus } from '../status/change-credential-status.ts';

export type ReissuedCredential = { readonly credentialId: string; readonly offer: WorkerOffer };

type Deps = Pick<IssuerDeps, 'store' | 'settings' | 'hashKey' | 'crypto' | 'clock'>;

/**
 * Offers the worker the same choice with the figures of now, then withdraws the old one: should the second step fail,
 * the worker has an offer too many, and never nothing.
 * @throws KlusCVError `not_found`, or `conflict` when it was withdrawn or there is nothing to issue
 */
export async function reissueCredential(
  deps: Deps,
  { credentialId, reasonCode, actor }: { credentialId: string; reasonCode: string; actor: string },
): Promise<ReissuedCredential> {
  const old = await deps.store.credentials.loadCredential(credentialId);
  if (!old) throw new KlusCVError('not_found');
  if (old.status === 'revoked')
    throw new KlusCVError('conflict', 'This credential has been withdrawn already.', {
      remedy: 'Make a new offer to the worker.',
    });
  const offer = await offerAgain(deps, old, actor);
  await changeCredentialStatus(deps, { credentialId, status: 'revoked', reasonCode, actor });
  return { credentialId, offer };
}

/** A review that was chosen then may be gone by now: the worker chooses anew on the page. */
async function offerAgain(
  deps: Deps,
  { workerId, configuration, include }: IssuedCredential,
  actor: string,
): Promise<WorkerOffer> {
  const order = configurations.has(configuration) ? { configurations: [configuration] } : {};
  const offer = await offerToWorker(deps, { workerId, order: { ...order, include }, actor }).catch(
    (error: unknown) => {
      if (error instanceof KlusCVError && error.code === 'invalid_request')
        return offerToWorker(deps, { workerId, order, actor });
      throw error;
    },
  );
  if (!offer)
    throw new KlusCVError('conflict', 'There is no work record of this worker any more.', {
      remedy: 'Withdraw the credential without a new one.',
    });
  return offer;
}
