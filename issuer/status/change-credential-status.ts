/** Withdraws a credential for good, suspends it, or lifts a suspension. */
import { KlusCVError } from '../../core/errors.ts';
import type { IssuedCredential, StatusChange, Stores } from '../../store/index.ts';
import { recordChange } from '../audit/index.ts';
import type { IssuerDeps } from '../deps.ts';

export type CredentialChange = StatusChange & { readonly credentialId: string; readonly actor: string };

/**
 * Changes the status of an issued credential; withdrawing what was withdrawn before changes nothing and is no error.
 * @param change the reason is for the platform's own books, and is published nowhere
 * @throws KlusCVError `not_found`, or `conflict` when it was withdrawn before
 */
export function changeCredentialStatus(
  deps: Pick<IssuerDeps, 'store' | 'hashKey' | 'clock'>,
  change: CredentialChange,
): Promise<IssuedCredential> {
  return deps.store.transact((stores) => changeCredentialStatusIn(deps, stores, change));
}

/** The same as a part of a larger change: `stores` are those of its transaction. */
export async function changeCredentialStatusIn(
  deps: Pick<IssuerDeps, 'hashKey' | 'clock'>,
  stores: Stores,
  { credentialId, actor, ...change }: CredentialChange,
): Promise<IssuedCredential> {
  const before = await stores.credentials.loadCredential(credentialId);
  if (!before) throw new KlusCVError('not_found');
  if (before.status === 'revoked' && change.status === 'revoked') return before;
  if (!(await stores.credentials.changeStatus(credentialId, change)))
    throw new KlusCVError('conflict', 'This credential has been withdrawn, and that is final.', {
      remedy: 'Issue a new credential.',
    });
  await recordChange(deps, stores, {
    actor,
    action: 'status_changed',
    workerId: before.workerId,
    subject: credentialId,
    details: { from: before.status, to: change.status },
  });
  return { ...before, ...change };
}
