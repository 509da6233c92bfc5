/** Writes a change into the audit log, in the transaction of the change itself: neither is ever there without the other. */
import type { Stores } from '../../store/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { keyedHash } from '../offer/secrets.ts';
import type { AuditAction } from './actions.ts';
import { hashEntry } from './hash-entry.ts';

export type Change = {
  /** Who: `key:…`, `cli`, `worker`, `wallet` or `service`. */
  readonly actor: string;
  readonly action: AuditAction;
  readonly workerId?: string;
  /** What was changed, by an id that names nobody: a credential, a key, a list. */
  readonly subject?: string;
  /** Counts and codes; never a name, a text or a worker's number. */
  readonly details?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
};

/**
 * Adds a change to the log.
 * @param stores those of the open transaction: `store.transact((stores) => …)`
 */
export async function recordChange(
  { hashKey, clock }: Pick<IssuerDeps, 'hashKey' | 'clock'>,
  stores: Pick<Stores, 'audit'>,
  { actor, action, workerId, subject, details = {} }: Change,
): Promise<void> {
  await stores.audit.appendEntry(
    {
      at: clock(),
      actor,
      action,
      ...(workerId === undefined ? {} : { worker: pseudonymOf(hashKey, workerId) }),
      ...(subject === undefined ? {} : { subject }),
      details: JSON.stringify(details),
    },
    hashEntry,
  );
}

/** How a worker stands in the log: the same every time, and nothing to whoever lacks the key. */
export const pseudonymOf = (hashKey: Uint8Array, workerId: string): string =>
  keyedHash(hashKey, 'audit_worker', workerId);
