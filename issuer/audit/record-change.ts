/** Writes changes into the audit log, in the transaction of the changes themselves: neither is ever there without the other. */
import { hashEntry } from '../../server/hash-chain.ts';
import type { Stores } from '../../store/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { enqueueEvents } from '../notify/enqueue-events.ts';
import { eventOf } from '../notify/events.ts';
import type { Change } from './change.ts';
import { pseudonymOf } from './pseudonym.ts';

type Deps = Pick<IssuerDeps, 'clock'> & Partial<Pick<IssuerDeps, 'hashKey'>>;

/**
 * Adds a change to the log, and puts what the platform wants to be told of it into the outbox.
 * @param deps `hashKey` may be left out for a change that is about no worker
 * @param stores those of the open transaction: `store.transact((stores) => …)`
 */
export const recordChange = (
  deps: Deps,
  stores: Pick<Stores, 'audit' | 'webhooks'>,
  change: Change,
): Promise<void> => recordChanges(deps, stores, [change]);

/** The same for some hundreds, in their order. */
export async function recordChanges(
  { hashKey, clock }: Deps,
  stores: Pick<Stores, 'audit' | 'webhooks'>,
  changes: readonly Change[],
): Promise<void> {
  const now = clock();
  await stores.audit.appendEntries(
    changes.map(({ actor, action, workerId, subject, details = {} }) => {
      if (workerId !== undefined && hashKey === undefined) throw new TypeError('A pseudonym needs the key.');
      const worker = workerId && hashKey ? pseudonymOf(hashKey, workerId) : undefined;
      return {
        at: now,
        actor,
        action,
        ...(worker === undefined ? {} : { worker }),
        ...(subject === undefined ? {} : { subject }),
        details: JSON.stringify(details),
      };
    }),
    hashEntry,
  );
  const events = changes.map(eventOf).filter((event) => event !== undefined);
  await enqueueEvents(stores, events, { now });
}
