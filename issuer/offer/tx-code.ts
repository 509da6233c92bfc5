/** The transaction code: six digits that reach the worker by another way than the offer (OpenID4VCI 1.0, 4.1.1). */
import type { RandomBytes } from '../../core/ports.ts';
import { isSameSecret, keyedHash } from './secrets.ts';

export const txCodeLength = 6;
/** Wrong tries after which every offer with this code is dead. */
export const txCodeTries = 5;

/** What the wallet is told of the code: how to ask for it. */
export const txCodeDescription = {
  input_mode: 'numeric',
  length: txCodeLength,
  description: 'De code die je van het platform kreeg. / The code that the platform gave you.',
} as const;

/** Six digits, every one of the million codes equally likely. */
export function createTxCode(randomBytes: RandomBytes): string {
  const limit = 10 ** txCodeLength;
  const ceiling = 2 ** 32 - (2 ** 32 % limit);
  for (;;) {
    const drawn = Buffer.from(randomBytes(4)).readUInt32BE();
    if (drawn < ceiling) return String(drawn % limit).padStart(txCodeLength, '0');
  }
}

/** What is kept of the code: a hash under a key that is not in the database, since six digits can be tried out. */
export function hashTxCode(key: Uint8Array, txCodeId: string, txCode: string): string {
  return keyedHash(key, 'tx_code', txCodeId, txCode);
}

export function isTxCode(key: Uint8Array, kept: { txCodeId: string; hash: string }, txCode: string): boolean {
  return isSameSecret(hashTxCode(key, kept.txCodeId, txCode), kept.hash);
}
