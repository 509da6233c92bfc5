/**
 * Private keys at rest: each one a compact JWE (RFC 7516) under the service's secret, `dir` with A256GCM.
 * What it leaves out on purpose: keeping them (the store's), and rotating the secret (decrypt with the old, encrypt with the new).
 */
import { CompactEncrypt, compactDecrypt } from 'jose';
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

/** A private key as a JWE text that only the secret (32 bytes) opens. */
export const encryptPrivateJwk = async (privateJwk: PrivateJwk, secret: Uint8Array): Promise<string> =>
  new CompactEncrypt(toUtf8(JSON.stringify(privateJwk)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', cty: 'jwk+json' })
    .encrypt(secret);

/** The private key in a JWE text. Throws `invalid_config` when the secret is not the one it was made with, or the text was damaged. */
export const decryptPrivateJwk = async (jwe: string, secret: Uint8Array): Promise<PrivateJwk> => {
  try {
    const { plaintext } = await compactDecrypt(jwe, secret, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return PrivateJwk.parse(JSON.parse(fromUtf8(plaintext)));
  } catch {
    // The cause is left out: a parser's message could quote the key.
    throw new KlusCVError('invalid_config', 'The kept keys do not open with this secret.', {
      remedy: 'Start with the secret that the keys were made with.',
    });
  }
};
