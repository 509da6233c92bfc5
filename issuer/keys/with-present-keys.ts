import { KlusCVError } from '../../core/errors.ts';
import type { IssuerKeys } from './issuer-keys.ts';
import type { KeyRing } from './key-ring.ts';

/** Each time somebody has changed the keys in the meantime; so often nobody does. */
const mostTries = 20;

/**
 * Signs and keeps, and does both again when the store says that the keys have changed meanwhile: what is kept after a
 * change was never signed by the keys from before.
 *
 * @param work undefined when it found another version of the keys in the store, and kept nothing
 * @throws KlusCVError `unavailable`, and whatever `work` throws
 */
export async function withPresentKeys<T>(
  ring: KeyRing,
  work: (keys: IssuerKeys) => Promise<T | undefined>,
): Promise<T> {
  let keys = ring.known();
  for (let tries = 0; tries < mostTries; tries += 1) {
    const done = await work(keys);
    if (done !== undefined) return done;
    keys = await ring.load();
  }
  throw new KlusCVError('unavailable', 'The keys change too fast to sign with.');
}
