/** Randoms that open something, and their hashes, which is all that is kept of them. */
import { toBase64Url, toUtf8 } from '../../core/bytes.ts';
import type { CryptoPort } from '../../core/ports.ts';

/** So many unpredictable bytes, as base64url. */
export function createToken(crypto: Pick<CryptoPort, 'randomBytes'>, bytes: number): string {
  return toBase64Url(crypto.randomBytes(bytes));
}

/** SHA-256 of a token, base64url: comparing hashes gives nothing away about the token. */
export async function hashToken(crypto: Pick<CryptoPort, 'sha256'>, token: string): Promise<string> {
  return toBase64Url(await crypto.sha256(toUtf8(token)));
}
