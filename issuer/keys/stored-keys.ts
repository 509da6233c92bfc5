/** Reading the rows of the vault: which key signs, which will, and which have. */
import { KlusCVError } from '../../core/errors.ts';
import { type PrivateJwk, PublicJwk, publicJwkFrom } from '../../core/keys/index.ts';
import { decryptPrivateJwk, findSecretOf, type KeySecrets } from '../../server/key-vault.ts';
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

/** The private key. Throws `invalid_config` when none of the secrets opens it. */
export const openKey = (key: StoredKey, secrets: KeySecrets): Promise<PrivateJwk> =>
  decryptPrivateJwk(key.encrypted, secrets);

/** Something that is kept under the present secret; undefined before there are keys. */
export const sealedBy = (keys: readonly StoredKey[]): string | undefined =>
  keys.find(({ state, encrypted }) => state === 'active' && encrypted !== '')?.encrypted;

/**
 * The secret under which the keys are kept now, and so a further one: of a service that knows two, the newer one is that
 * only once an operator has changed it. Throws `invalid_config` when none of the secrets opens them.
 */
export async function presentSecret(keys: readonly StoredKey[], secrets: KeySecrets): Promise<Uint8Array> {
  const sealed = sealedBy(keys);
  return sealed === undefined ? secrets[0] : findSecretOf(sealed, secrets);
}

/** The public key, which rows of an earlier release have only with the private one. */
export async function publicJwkOf(key: StoredKey, secrets: KeySecrets): Promise<PublicJwk> {
  if (key.publicJwk === undefined) return publicJwkFrom(await openKey(key, secrets));
  return PublicJwk.parse(JSON.parse(key.publicJwk));
}

/** The roots that the scheme's list must name, the one under which is signed now first; those that are retired no more. */
export function anchorsOf(keys: readonly StoredKey[], signing: string): readonly string[] {
  const others = keysFor(keys, 'root')
    .filter(({ state }) => state === 'next' || state === 'former')
    .flatMap(({ x5c }) => x5c ?? []);
  return [...new Set([signing, ...others])];
}
