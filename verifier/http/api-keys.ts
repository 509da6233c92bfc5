/** API keys of this verifier, kept as hashes: who has one sees every answer, and may ask for the purposes it names. */
import { hash, timingSafeEqual } from 'node:crypto';
import { KlusCVError } from '../../core/errors.ts';
import { type Purpose, purposes } from '../../core/openid/index.ts';
import { bearerToken } from '../../server/index.ts';

export type ApiKey = {
  /** Whose records and limits these are; tells nothing of the key. */
  readonly keyId: string;
  readonly hash: Buffer;
  readonly purposes: ReadonlySet<Purpose>;
};

/**
 * Reads `key` or `key=uwv+lender`, several with commas between; a key without purposes may ask for all of them.
 * @throws KlusCVError `invalid_config` for a short key or an unknown purpose; the key itself is never repeated
 */
export function parseApiKeys(text: string): ApiKey[] {
  return text.split(',').map((entry, index) => {
    const [key = '', named, ...rest] = entry.trim().split('=');
    const given = named === undefined ? [...purposes] : named.split('+');
    const known = purposes.filter((purpose) => given.includes(purpose));
    if (key.length < 16 || rest.length > 0 || known.length !== given.length)
      throw new KlusCVError(
        'invalid_config',
        `KLUSCV_API_KEY: entry ${index + 1} is not "key" or "key=purpose+purpose" with a key of 16 letters or more.`,
      );
    return { keyId: `setting-${keyName(key)}`, hash: hashKey(key), purposes: new Set(known) };
  });
}

/**
 * The key of an Authorization header, or undefined when there is no such header.
 * @throws KlusCVError `unauthorized` when there is one and it is not a key of ours
 */
export function findApiKey(keys: readonly ApiKey[], authorization: string | undefined): ApiKey | undefined {
  if (authorization === undefined) return undefined;
  const token = bearerToken(authorization);
  const given = token === undefined ? undefined : hashKey(token);
  const key = given && keys.find((known) => timingSafeEqual(known.hash, given));
  if (!key) throw new KlusCVError('unauthorized', 'This API key is not known here.');
  return key;
}

/** The same after other keys were added or taken away. */
const keyName = (key: string): string => hash('sha256', `name of ${key}`, 'base64url').slice(0, 16);

const hashKey = (key: string): Buffer => hash('sha256', key, 'buffer');
