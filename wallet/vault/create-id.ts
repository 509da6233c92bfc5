/** Ids for what the wallet keeps: 128 bits of chance as hexadecimal text, telling nothing. */
import type { RandomBytes } from '../../core/ports.ts';

export const createId = (randomBytes: RandomBytes): string =>
  [...randomBytes(16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
