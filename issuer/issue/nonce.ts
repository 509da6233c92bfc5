/**
 * The nonce of OpenID4VCI 1.0, section 7: made without keeping anything (so that asking for many costs us nothing),
 * recognised by its keyed hash, valid for a few minutes, and used once: only used ones are kept, until they expire.
 */
import type { CryptoPort } from '../../core/ports.ts';
import { hashSecret, isSameSecret, keyedHash } from '../offer/secrets.ts';

const lifetimeSeconds = 300;

/** A nonce of 128 random bits with the second of its expiry and our mark. */
export function createNonce(key: Uint8Array, randomBytes: CryptoPort['randomBytes'], now: Date): string {
  const expires = Math.floor(now.getTime() / 1000) + lifetimeSeconds;
  const random = Buffer.from(randomBytes(16)).toString('base64url');
  const body = `${expires.toString(36)}.${random}`;
  return `${body}.${keyedHash(key, 'c_nonce', body)}`;
}

/** True when this is a nonce of ours that has not expired; whether it was used before, `burnNonce` says. */
export function isFreshNonce(key: Uint8Array, nonce: string, now: Date): boolean {
  const [expires, random, mark, ...rest] = nonce.split('.');
  if (!expires || !random || !mark || rest.length > 0 || nonce.length > 200) return false;
  if (!isSameSecret(keyedHash(key, 'c_nonce', `${expires}.${random}`), mark)) return false;
  return Number.parseInt(expires, 36) * 1000 > now.getTime();
}

/** How a used nonce is kept: its hash, and until when it must be remembered. */
export function describeUsedNonce(nonce: string): { nonceHash: string; expiresAt: Date } {
  return {
    nonceHash: hashSecret(nonce),
    expiresAt: new Date(Number.parseInt(nonce.split('.')[0] ?? '0', 36) * 1000),
  };
}
