/**
 * Private keys at rest: each one a compact JWE (RFC 7516) under the service's secret, `dir` with A256GCM.
 * What it leaves out on purpose: keeping them (the store's).
 */
import { type CompactDecryptResult, CompactEncrypt, compactDecrypt } from 'jose';
import { fromBase64Url, fromUtf8, toUtf8 } from '../core/bytes.ts';
import { KlusCVError } from '../core/errors.ts';
import { PrivateJwk } from '../core/keys/private-jwk.ts';

/** The 32 bytes behind a configured secret (base64url). Throws `invalid_config` for anything else. */
export const parseKeySecret = (text: string): Uint8Array => {
  const secret = fromBase64Url(text);
  if (secret?.length !== 32) {
    throw new KlusCVError(
      'invalid_config',
      'The key secret must be 32 bytes, written as 43 letters of base64url.',
      {
        remedy: 'Make one with: openssl rand 32 | basenc --base64url | tr -d =',
      },
    );
  }
  return secret;
};

/** Of 32 bytes each: that of the service, and behind it those from before it, under which something may still be kept. */
export type KeySecrets = readonly [Uint8Array, ...Uint8Array[]];

/**
 * The secrets of a service as it is configured.
 * @param before the secrets from before, with commas between
 * @throws KlusCVError `invalid_config`
 */
export const parseKeySecrets = (secret: string, before?: string): KeySecrets => [
  parseKeySecret(secret),
  ...(before ? before.split(',').map((text) => parseKeySecret(text.trim())) : []),
];

/** A private key as a JWE text that only the secret (32 bytes) opens. */
export const encryptPrivateJwk = async (privateJwk: PrivateJwk, secret: Uint8Array): Promise<string> =>
  new CompactEncrypt(toUtf8(JSON.stringify(privateJwk)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', cty: 'jwk+json' })
    .encrypt(secret);

/** The private key in a JWE text. Throws `invalid_config` when none of the secrets opens it, or the text was damaged. */
export const decryptPrivateJwk = async (jwe: string, secrets: KeySecrets): Promise<PrivateJwk> => {
  const opened = await open(jwe, secrets);
  try {
    if (opened !== undefined) return PrivateJwk.parse(JSON.parse(fromUtf8(opened.plaintext)));
  } catch {
    // The cause is left out: a parser's message could quote the key.
  }
  throw doesNotOpen();
};

/** Which of the secrets opens a JWE text. Throws `invalid_config` when none does. */
export async function findSecretOf(jwe: string, secrets: KeySecrets): Promise<Uint8Array> {
  const opened = await open(jwe, secrets);
  if (opened === undefined) throw doesNotOpen();
  return opened.secret;
}

/**
 * A JWE text of this vault, or of the one for texts, under the first of the secrets; undefined when it is already.
 * Throws `invalid_config` when none opens it.
 */
export async function reseal(jwe: string, secrets: KeySecrets): Promise<string | undefined> {
  const opened = await open(jwe, secrets);
  if (opened === undefined) throw doesNotOpen();
  if (opened.secret === secrets[0]) return undefined;
  return new CompactEncrypt(opened.plaintext).setProtectedHeader(opened.protectedHeader).encrypt(secrets[0]);
}

async function open(
  jwe: string,
  secrets: KeySecrets,
): Promise<(CompactDecryptResult & { readonly secret: Uint8Array }) | undefined> {
  for (const secret of secrets) {
    const opened = await compactDecrypt(jwe, secret, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    }).catch(() => undefined);
    if (opened !== undefined) return { ...opened, secret };
  }
  return undefined;
}

const doesNotOpen = (): KlusCVError =>
  new KlusCVError('invalid_config', 'The kept keys do not open with this secret.', {
    remedy:
      'Start with the secret that the keys were made with; while it is being changed, name it by KLUSCV_KEY_SECRET_PREVIOUS.',
  });
