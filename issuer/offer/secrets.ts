/** Codes and tokens: made from randomness, kept only as hashes. */
import { createHash, createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { RandomBytes } from '../../core/ports.ts';

/** A token of 256 random bits, base64url. */
export function createSecret(randomBytes: RandomBytes): string {
  return Buffer.from(randomBytes(32)).toString('base64url');
}

/** What is kept of a token: SHA-256, base64url. Enough for a secret of 256 bits, too little for a short code. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/**
 * The pre-authorized code of an offer, made from the secret in the offer's address. So the same address gives the
 * same code however often a wallet fetches it, and neither needs to be kept (OpenID4VCI 1.0, section 4.1.3).
 */
export function createPreAuthorizedCode(offerSecret: string): string {
  return createHash('sha256').update(`pre-authorized_code:${offerSecret}`).digest('base64url');
}

/** Making a key ready costs more than a hash with it. */
const readyKeys = new WeakMap<Uint8Array, KeyObject>();

/** A keyed hash for what is too short to be hashed alone; the bytes of a key must stay as they are. */
export function keyedHash(key: Uint8Array, ...parts: readonly string[]): string {
  const ready = readyKeys.get(key) ?? createSecretKey(key);
  readyKeys.set(key, ready);
  return createHmac('sha256', ready).update(JSON.stringify(parts)).digest('base64url');
}

/** Compares two strings in a time that does not tell where they differ. */
export function isSameSecret(a: string, b: string): boolean {
  const left = createHash('sha256').update(a).digest();
  const right = createHash('sha256').update(b).digest();
  return timingSafeEqual(left, right);
}
