/** The keys of a running issuer: the same in every process on one store, also when an operator changes them meanwhile. */
import type { Clock } from '../../core/ports.ts';
import type { IssuerKeys } from './issuer-keys.ts';
import { createIssuerKeys } from './kept-keys.ts';
import type { KeyOptions } from './key-options.ts';
import { loadKeptKeys } from './load-issuer-keys.ts';

export type KeyRing = {
  /**
   * As this process saw them last. For what goes into the store in a transaction that holds their version against
   * the store's, and is signed again when it is another one (`issue/sign-with-present-keys.ts`).
   */
  readonly known: () => IssuerKeys;
  /** As they stand in the store at this moment: for everything else. */
  readonly load: () => Promise<IssuerKeys>;
};

/**
 * Loads the keys, making what is not there yet.
 * @throws KlusCVError `invalid_config` when none of the secrets opens the keys that are kept
 */
export async function openKeyRing({
  clock,
  onChange,
  ...options
}: Omit<KeyOptions, 'now'> & {
  readonly clock: Clock;
  /** Told when somebody has changed the keys since this process saw them last. */
  readonly onChange?: (keys: IssuerKeys) => void;
}): Promise<KeyRing> {
  const loadAll = async (): Promise<IssuerKeys> =>
    createIssuerKeys(await loadKeptKeys({ ...options, now: clock() }));
  let known = await loadAll();
  return {
    known: () => known,
    load: async () => {
      if ((await options.issuerKeys.loadVersion()) === known.version) return known;
      // Of two that load at once the slower one may have seen less: then the next call finds another version once more.
      const fresh = await loadAll();
      if (fresh.version !== known.version) onChange?.(fresh);
      known = fresh;
      return fresh;
    },
  };
}
