import type { PrivateJwk } from '../../core/keys/index.ts';
import { publicJwkFrom, thumbprintOf } from '../../core/keys/index.ts';
import { encryptPrivateJwk } from '../../server/key-vault.ts';
import { generatePrivateJwk } from '../../server/node-crypto.ts';
import type { StoredKey } from '../../store/index.ts';
import { algorithmFor, type KeyPurpose } from './key-names.ts';
import type { KeyOptions } from './key-options.ts';

export type MadeKey = {
  readonly stored: Omit<StoredKey, 'state'>;
  readonly privateJwk: PrivateJwk;
};

/**
 * Makes a key, kept under the secret of 32 bytes, that is called after its thumbprint: who does not know the key cannot ask for it
 * before it is there.
 */
export async function makeKey(
  { now, crypto }: Pick<KeyOptions, 'now' | 'crypto'>,
  purpose: KeyPurpose,
  secret: Uint8Array,
): Promise<MadeKey> {
  const privateJwk = generatePrivateJwk(algorithmFor[purpose]);
  const publicJwk = publicJwkFrom(privateJwk);
  const thumbprint = Buffer.from(await thumbprintOf(publicJwk, crypto), 'base64url');
  return {
    privateJwk,
    stored: {
      name: `${purpose}-${thumbprint.toString('hex').slice(0, 12)}`,
      encrypted: await encryptPrivateJwk(privateJwk, secret),
      publicJwk: JSON.stringify(publicJwk),
      createdAt: now,
    },
  };
}
