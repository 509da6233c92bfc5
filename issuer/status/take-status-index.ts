/** Gives a credential its place in the status lists: random, so that neighbours say nothing of each other (HAIP 1.0). */
import type { RandomBytes } from '../../core/ports.ts';
import type { CredentialStore, StatusIndex } from '../../store/index.ts';

/** Entries of a list: 2^17, of which half is given out before a new list is opened, so that chance finds a free one. */
export const listSize = 2 ** 17;
const fillLimit = listSize / 2;

/** An index that was never given out before, and never will be again, also not when its credential was never fetched. */
export async function takeStatusIndex(
  credentials: Pick<CredentialStore, 'loadNewestList' | 'openList' | 'takeIndex'>,
  randomBytes: RandomBytes,
): Promise<StatusIndex> {
  for (;;) {
    const newest = await credentials.loadNewestList();
    if (!newest || newest.used >= fillLimit) {
      await credentials.openList((newest?.list ?? 0) + 1, listSize);
      continue;
    }
    const place = { list: newest.list, index: drawIndex(randomBytes, newest.size) };
    if (await credentials.takeIndex(place)) return place;
  }
}

/** Uniform, since the size of a list is a power of two. */
function drawIndex(randomBytes: RandomBytes, size: number): number {
  return Buffer.from(randomBytes(4)).readUInt32BE() % size;
}
