/** Taking a key away: out of the DID document, and its private half out of the vault. */
import { KlusCVError } from '../../core/errors.ts';
import { type Change, type ChangeDeps, changeKeys, optionsOf } from './change-keys.ts';
import { isNamed, keyIdOf } from './key-names.ts';
import { publicJwkOf } from './stored-keys.ts';

/**
 * Retires a key that does not sign any more, or not yet. For good: what it signed and stands on the DID document does not
 * verify from then on.
 *
 * @param given the key's id, as the list of keys has it
 * @throws KlusCVError `not_found` when there is no such key, `conflict` when it signs now, was retired before, or keys were
 *   changed at the same moment
 */
export const retireKey = (
  deps: ChangeDeps,
  { keyId, leaked, actor }: { readonly keyId: string; readonly leaked: boolean; readonly actor: string },
): Promise<Change> =>
  changeKeys(deps, actor, async ({ keys }) => {
    const { now, secrets } = optionsOf(deps);
    const key = keys.find(({ name }) => isNamed(name, keyId));
    if (key === undefined)
      throw new KlusCVError('not_found', 'There is no such key.', { remedy: 'See "keys list".' });
    const { name, state } = key;
    if (state === 'retired') throw new KlusCVError('conflict', `${keyIdOf(name)} is retired already.`);
    if (state === 'active')
      throw new KlusCVError('conflict', `${keyIdOf(name)} is the one that signs.`, {
        remedy: 'Let another one sign first, with "keys rotate".',
      });
    const publicJwk = JSON.stringify(await publicJwkOf(key, secrets));
    return {
      add: [],
      change: [{ name, state: 'retired', retiredAt: now, encrypted: '', publicJwk }],
      entries: [{ action: 'key_retired', subject: name, details: { was: state, leaked } }],
    };
  });
