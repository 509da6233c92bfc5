/** Keys from the settings: they are there before any other, and make those that are kept in the store. */
import { KlusCVError } from '../../core/errors.ts';
import { hashSecret, isSameSecret } from '../offer/secrets.ts';
import type { Caller } from './caller.ts';
import { parseScopes, scopes } from './scopes.ts';

export type FirstKey = Caller & { readonly hash: string };

/**
 * Reads `key` or `key=ingest+read`, several with commas between; a key without scopes may do everything.
 * @throws KlusCVError `invalid_config` for a short key or an unknown scope; the key itself is never repeated
 */
export function parseFirstKeys(text: string): FirstKey[] {
  return text.split(',').map((entry, index) => {
    const [key = '', named, ...rest] = entry.trim().split('=');
    const known = named === undefined ? scopes : parseScopes(named.split('+'));
    if (key.length < 16 || rest.length > 0 || known === undefined)
      throw new KlusCVError(
        'invalid_config',
        `KLUSCV_API_KEY: entry ${index + 1} is not "key" or "key=scope+scope" with a key of 16 letters or more and scopes from ${scopes.join(', ')}.`,
      );
    return { hash: hashSecret(key), actor: `key:setting-${index + 1}`, scopes: new Set(known) };
  });
}

/** The caller behind a key from the settings, or undefined. */
export const findFirstKey = (keys: readonly FirstKey[], token: string): Caller | undefined => {
  const hash = hashSecret(token);
  return keys.find((known) => isSameSecret(known.hash, hash));
};
