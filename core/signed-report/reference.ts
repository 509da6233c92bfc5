/** Reference numbers: random, since nothing is kept that could count; readable over the telephone. */
import type { RandomBytes } from '../ports.ts';

/** Crockford's base 32: no I, L, O or U. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new reference, `KR-7F3K-9QWX-2M4D`: sixty random bits. */
export const createReference = (randomBytes: RandomBytes): string => {
  const signs = [...randomBytes(12)].map((byte) => letters[byte % 32]).join('');
  return `KR-${signs.slice(0, 4)}-${signs.slice(4, 8)}-${signs.slice(8)}`;
};
