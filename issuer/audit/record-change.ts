/** Writes a change into the audit log, in the transaction of the change itself: neither is ever there without the other. */
import { hashEntry } from '../../server/hash-chain.ts';
import type { Stores } from '../../store/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { enqueueEvent } from '../notify/enqueue-event.ts';
import { eventOf } from '../notify/events.ts';
import type { Change } from './change.ts';
import { pseudonymOf } from './pseudonym.ts';

/**
 * Adds a change to the log, and puts what the platform wants to be told of it into the outbox.
 * @param deps `hashKey` may be left out for a change that is about no worker
 * @param stores those of the open transaction: `store.transact((stores) => …)`
 */
export async function recordChange(
  { hashKey, clock }: Pick<IssuerDeps, 'clock'> & Partial<Pick<IssuerDeps, 'hashKey'>>,
  stores: Pick<Stores, 'audit' | 'webhooks'>,
  change: Change,
): Promise<void> {
  const { actor, action, workerId, subject, details = {} } = change;
  const now = clock();
  if (workerId !== undefined && hashKey === undefined) throw new TypeError('A pseudonym needs the key.');
  const worker = workerId && hashKey ? pseudonymOf(hashKey, workerId) : undefined;
  await stores.audit.appendEntry(
    {
      at: now,
      actor,
      action,
      ...(worker === undefined ? {} : { worker }),
      ...(subject === undefined ? {} : { subject }),
      details: JSON.stringify(details),
    },
    hashEntry,
  );
  const event = eventOf(change);
  if (event) await enqueueEvent(stores, event, now);
}
