/** Gives a credential its place in the status lists: random, so that neighbours say nothing of each other (HAIP 1.0). */
import type { RandomBytes } from '../../core/ports.ts';
import type { StatusIndex, StatusListStore } from '../../store/index.ts';
import { drawDecoys, drawIndex } from './draw-decoys.ts';

/** Entries of a list: 2^17, the least that the Bitstring Status List allows. */
export const listSize = 2 ** 17;
/** With half of its entries used a list is frozen, decoys counted; so chance finds a free place within a few draws. */
export const fillLimit = listSize / 2;

/**
 * An index that was never given out before, and never will be again, also not when its credential was never fetched.
 * A frozen list gets no more entries; it is served and changed like any other.
 */
export async function takeStatusIndex(
  lists: Pick<StatusListStore, 'loadNewestList' | 'openList' | 'takeIndex'>,
  randomBytes: RandomBytes,
): Promise<StatusIndex> {
  for (;;) {
    const newest = await lists.loadNewestList();
    if (!newest || newest.used >= fillLimit) {
      await lists.openList((newest?.list ?? 0) + 1, listSize, drawDecoys(randomBytes, listSize));
      continue;
    }
    const place = { list: newest.list, index: drawIndex(randomBytes, newest.size) };
    if ((await lists.takeIndex(place, fillLimit)) === 'taken') return place;
  }
}
