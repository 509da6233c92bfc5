/** The key of one encrypted answer: made for one request, kept encrypted, gone with its session (OpenID4VP 1.0 section 8.3). */

import { publicJwkFrom, thumbprintOf } from '../../core/keys/index.ts';
import { decryptMessage, type EncryptionKey } from '../../core/openid/index.ts';
import type { Result } from '../../core/result.ts';
import type { JsonObject } from '../../core/strict-json.ts';
import { decryptPrivateJwk, encryptPrivateJwk } from '../../server/key-vault.ts';
import { generatePrivateJwk } from '../../server/node-crypto.ts';
import type { VerifierDeps } from '../deps.ts';

type KeyDeps = Pick<VerifierDeps, 'vault' | 'crypto'>;

/** A new private key, as the text under which it is kept. */
export const createResponseKey = async ({ vault }: Pick<KeyDeps, 'vault'>): Promise<string> =>
  encryptPrivateJwk(generatePrivateJwk('ES256'), await vault.presentSecret());

/** The public half, as it stands in the request; `kid` is its thumbprint. */
export async function responseKeyOf(
  encrypted: string | undefined,
  deps: KeyDeps,
): Promise<{ readonly encryptTo?: EncryptionKey }> {
  if (encrypted === undefined) return {};
  const publicJwk = publicJwkFrom(await decryptPrivateJwk(encrypted, deps.vault.secrets));
  if (publicJwk.kty !== 'EC') return {};
  return { encryptTo: { publicJwk, kid: await thumbprintOf(publicJwk, deps.crypto) } };
}

/** The members of an encrypted answer, or a sentence about why it cannot be opened. */
export async function openResponse(
  jwe: string,
  encrypted: string,
  deps: KeyDeps,
): Promise<Result<JsonObject, string>> {
  const privateJwk = await decryptPrivateJwk(encrypted, deps.vault.secrets);
  return decryptMessage(jwe, {
    privateJwk,
    kid: await thumbprintOf(publicJwkFrom(privateJwk), deps.crypto),
  });
}
