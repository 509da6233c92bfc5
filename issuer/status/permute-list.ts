/**
 * The order in which places of a list are given out in blocks: a permutation of the whole list that only the issuer
 * knows. Places that follow each other in it lie anywhere, so who reads two credentials cannot tell whether they were
 * issued after each other (HAIP 1.0), and nobody has to draw and look whether the place is free.
 */
import { createCipheriv, createHmac } from 'node:crypto';

/**
 * A shuffle (Fisher and Yates) of 0 to `size` - 1, dealt by AES-256 in counter mode: the same key gives the same order
 * in every process, and without it the order cannot be told from chance.
 *
 * @param key 32 bytes, of this list alone
 */
export function permute(key: Uint8Array, size: number): Uint32Array {
  const draw = createDraws(key);
  const order = new Uint32Array(size);
  for (let index = 0; index < size; index += 1) order[index] = index;
  for (let left = size - 1; left > 0; left -= 1) {
    const other = draw(left + 1);
    const value = order[left] ?? 0;
    order[left] = order[other] ?? 0;
    order[other] = value;
  }
  return order;
}

/** The secret order of one list of an issuer. */
export function permuteList(hashKey: Uint8Array, list: number, size: number): Uint32Array {
  const key = createHmac('sha256', hashKey).update(`status_order ${list} ${size}`).digest();
  return permute(key, size);
}

/** Whole numbers below a bound, each as likely as any other: what would favour some is drawn again. */
function createDraws(key: Uint8Array): (below: number) => number {
  // Each key is used for one list, so that the counter may begin at nought.
  const stream = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  const zeros = new Uint8Array(64 * 1024);
  let chunk = new DataView(zeros.buffer, 0, 0);
  let at = 0;
  const next = (): number => {
    if (at === chunk.byteLength) {
      const { buffer, byteOffset, byteLength } = stream.update(zeros);
      chunk = new DataView(buffer, byteOffset, byteLength);
      at = 0;
    }
    at += 4;
    return chunk.getUint32(at - 4, true);
  };
  return (below) => {
    for (;;) {
      const drawn = next();
      // Nearly always the first says it already, and dividing takes longer.
      if (drawn < 2 ** 32 - below || drawn < 2 ** 32 - (2 ** 32 % below)) return drawn % below;
    }
  };
}
