/**
 * The key of a service's keyed hashes. It is made from the service's first secret and stays the same under every later
 * one, kept encrypted from the first change on: nobody could make the hashes anew, since what they are of is not kept.
 */
import { fromBase64Url, toBase64Url } from '../core/bytes.ts';
import { KlusCVError } from '../core/errors.ts';
import { findSecretOf, type KeySecrets } from './key-vault.ts';
import { decryptText, encryptText } from './text-vault.ts';

const use = 'kluscv-hash-key';

/** Whose it is. */
export type HashKeyName = 'issuer' | 'verifier';

/** What the store is asked for. */
export type KeptHashKeys = { readonly loadHashKey: (name: string) => Promise<string | undefined> };

export type HashKeyOptions = {
  readonly name: HashKeyName;
  readonly secrets: KeySecrets;
  /** Something that is kept under the present secret; absent before anything is. */
  readonly sealed: string | undefined;
  /** 32 bytes from 32 bytes. */
  readonly derive: (secret: Uint8Array) => Uint8Array;
};

/**
 * The key, 32 bytes.
 * @throws KlusCVError `invalid_config` when none of the secrets opens what is kept
 */
export async function loadHashKey(
  kept: KeptHashKeys,
  { name, secrets, sealed, derive }: HashKeyOptions,
): Promise<Uint8Array> {
  // In this order: when the secret is changed in between, the key is there by the time it is looked for.
  const present = sealed === undefined ? secrets[0] : await findSecretOf(sealed, secrets);
  const encrypted = await kept.loadHashKey(name);
  if (encrypted === undefined) return derive(present);
  const key = fromBase64Url((await decryptText(encrypted, use, secrets)) ?? '');
  if (key?.length === 32) return key;
  throw new KlusCVError('invalid_config', 'The kept key of the hashes does not open with this secret.');
}

/** The key as it is kept. */
export const sealHashKey = (key: Uint8Array, secret: Uint8Array): Promise<string> =>
  encryptText(toBase64Url(key), use, secret);
