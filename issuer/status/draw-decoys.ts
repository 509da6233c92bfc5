/**
 * Entries that belong to nobody, there from the first day of a list: without them a new list would tell how many
 * credentials a platform has withdrawn, and the first ones would stand alone (Token Status List draft 20, section 13.6).
 */
import type { RandomBytes } from '../../core/ports.ts';
import type { Decoy } from '../../store/index.ts';

const draws = 1_024;
/** Four for the place, one for the status. */
const bytesForOne = 5;

/** Different indexes, up to 1,024 of them; a share of them withdrawn or suspended that is itself left to chance. */
export function drawDecoys(randomBytes: RandomBytes, size: number): readonly Decoy[] {
  const [share = 0] = randomBytes(1);
  // At once: to ask two thousand times takes ten times as long.
  const drawn = Buffer.from(randomBytes(draws * bytesForOne));
  const decoys = new Map<number, Decoy>();
  for (let at = 0; at < drawn.length; at += bytesForOne) {
    const index = indexAt(drawn, at, size);
    decoys.set(index, { index, status: statusOf(drawn[at + 4] ?? 0, share) });
  }
  return [...decoys.values()];
}

/** At most a quarter is withdrawn, and about one in a hundred suspended. */
function statusOf(chance: number, share: number): Decoy['status'] {
  if (chance < share / 4) return 'revoked';
  return chance >= 253 ? 'suspended' : 'active';
}

/** Uniform, since the size of a list is a power of two. */
export function drawIndex(randomBytes: RandomBytes, size: number): number {
  return indexAt(Buffer.from(randomBytes(4)), 0, size);
}

const indexAt = (drawn: Buffer, at: number, size: number): number => drawn.readUInt32BE(at) % size;
