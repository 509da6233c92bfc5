/** By what one knows a credential again, in whatever file it comes: the digest of what its issuer signed. */
import type { CryptoPort } from '../ports.ts';
import { type Received, signedPartsOf } from '../verify/index.ts';

const toHex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** SHA-256 in hexadecimal, as `sha256sum` prints it. */
export const hexDigest = async (bytes: Uint8Array, crypto: Pick<CryptoPort, 'sha256'>): Promise<string> =>
  toHex(await crypto.sha256(bytes));

/** The digest of each credential in what was received, in its order. */
export const digestCredentials = async (
  received: readonly Received[],
  crypto: Pick<CryptoPort, 'sha256'>,
): Promise<{ format: string; sha256: string }[]> => {
  const parts = (await Promise.all(received.map(signedPartsOf))).flat();
  return Promise.all(
    parts.map(async ({ format, bytes }) => ({ format, sha256: await hexDigest(bytes, crypto) })),
  );
};
