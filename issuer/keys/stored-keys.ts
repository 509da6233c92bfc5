/** Reading the rows of the vault: which key signs, which will, and which have. */
import { KlusCVError } from '../../core/errors.ts';
import { type PrivateJwk, PublicJwk, publicJwkFrom } from '../../core/keys/index.ts';
import { decryptPrivateJwk } from '../../server/key-vault.ts';
import type { StoredKey } from '../../store/index.ts';
import { type KeyPurpose, purposeOf } from './key-names.ts';

/** Those of one purpose, in the order in which they were made. */
export const keysFor = (keys: readonly StoredKey[], purpose: KeyPurpose): readonly StoredKey[] =>
  keys
    .filter(({ name }) => purposeOf(name) === purpose)
    .toSorted((one, other) => one.createdAt.getTime() - other.createdAt.getTime());

/** The one that signs. Throws `internal` when there is none: a key ends only when another begins. */
export function activeOf(keys: readonly StoredKey[], purpose: KeyPurpose): StoredKey {
  const active = keysFor(keys, purpose).find(({ state }) => state === 'active');
  if (active === undefined) throw new KlusCVError('internal', `There is no ${purpose} key that signs.`);
  return active;
}

/** The private key. Throws `invalid_config` when the secret does not open it. */
export const openKey = (key: StoredKey, secret: Uint8Array): Promise<PrivateJwk> =>
  decryptPrivateJwk(key.encrypted, secret);

/** The public key, which rows of an earlier release have only with the private one. */
export async function publicJwkOf(key: StoredKey, secret: Uint8Array): Promise<PublicJwk> {
  if (key.publicJwk === undefined) return publicJwkFrom(await openKey(key, secret));
  return PublicJwk.parse(JSON.parse(key.publicJwk));
}

/** The roots that the scheme's list must name, the one under which is signed now first; those that are retired no more. */
export function anchorsOf(keys: readonly StoredKey[], signing: string): readonly string[] {
  const others = keysFor(keys, 'root')
    .filter(({ state }) => state === 'next' || state === 'former')
    .flatMap(({ x5c }) => x5c ?? []);
  return [...new Set([signing, ...others])];
}
