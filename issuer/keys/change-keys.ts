/** One change of the platform's keys: as a whole or not at all, in the audit log, and never two at once. */
import { KlusCVError } from '../../core/errors.ts';
import type { KeySecrets } from '../../server/key-vault.ts';
import type { KeyChange, StoredKey, StoredKeys } from '../../store/index.ts';
import { type AuditAction, recordChange } from '../audit/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { keyIdOf, purposeOf } from './key-names.ts';
import type { KeyOptions } from './key-options.ts';

export type ChangeDeps = Pick<IssuerDeps, 'store' | 'settings' | 'clock' | 'crypto' | 'keys'> & {
  /** With which the private keys are encrypted. */
  readonly secrets: KeySecrets;
};

export type PlannedChange = {
  readonly add: readonly StoredKey[];
  readonly change: readonly KeyChange[];
  readonly entries: readonly {
    readonly action: Extract<AuditAction, 'key_prepared' | 'key_rotated' | 'key_retired'>;
    /** A key's name. */
    readonly subject: string;
    readonly details?: Readonly<Record<string, string | boolean>>;
  }[];
};

/** The keys that a change was about, by id: those that came or went. */
export type Change = { readonly keyIds: readonly string[] };

export const optionsOf = ({ store, settings, clock, crypto, secrets }: ChangeDeps): KeyOptions => ({
  issuerKeys: store.issuerKeys,
  secrets,
  url: settings.url,
  name: settings.name,
  now: clock(),
  crypto,
});

/**
 * Plans a change from the keys as they stand, and carries it out if they still stand so.
 * @throws KlusCVError `conflict` when somebody else changed keys at the same moment; nothing is done then
 */
export async function changeKeys(
  { store, clock, keys }: ChangeDeps,
  actor: string,
  plan: (stored: StoredKeys) => Promise<PlannedChange>,
): Promise<Change> {
  const stored = await store.issuerKeys.listKeys();
  const { add, change, entries } = await plan(stored);
  await store.transact(async (stores) => {
    if (!(await stores.issuerKeys.changeKeys(stored.version, { add, change })))
      throw new KlusCVError('conflict', "The platform's keys were changed by somebody else at this moment.", {
        remedy: 'Look at "keys list" first: what was wanted may be done.',
      });
    for (const { action, subject, details } of entries)
      await recordChange({ clock }, stores, {
        actor,
        action,
        subject: keyIdOf(subject),
        details: { purpose: purposeOf(subject) ?? '', ...details },
      });
  });
  // Private halves that were taken away go from the database's side files too.
  await store.scrub();
  await keys.load();
  return { keyIds: entries.map(({ subject }) => keyIdOf(subject)) };
}
