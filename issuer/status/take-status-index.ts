/** Gives a credential its place in the status lists: random, so that neighbours say nothing of each other (HAIP 1.0). */
import type { RandomBytes } from '../../core/ports.ts';
import { joinCalls, type StatusIndex, type StatusListStore } from '../../store/index.ts';
import { drawDecoys, drawIndex } from './draw-decoys.ts';

/** Entries of a list: 2^17, the least that the Bitstring Status List allows. */
export const listSize = 2 ** 17;
/** With half of its entries used a list is frozen, decoys counted; so chance finds a free place within a few draws. */
export const fillLimit = listSize / 2;

type Lists = Pick<StatusListStore, 'loadNewestList' | 'openList' | 'takeIndexes'>;
type Take = (randomBytes: RandomBytes) => Promise<StatusIndex>;

/** One for all callers of a process, as is the store. */
const takers = new WeakMap<Lists, Take>();

/**
 * An index that was never given out before, and never will be again, also not when its credential was never fetched.
 * A frozen list gets no more entries; it is served and changed like any other.
 */
export function takeStatusIndex(lists: Lists, randomBytes: RandomBytes): Promise<StatusIndex> {
  const known = takers.get(lists);
  if (known) return known(randomBytes);
  const taker = createTaker(lists);
  takers.set(lists, taker);
  return taker(randomBytes);
}

/** Who has given out many will give out more: so many as before are taken ahead, at most this. A process that dies wastes them. */
const mostAhead = 64;

function createTaker(lists: Lists): Take {
  const ahead: StatusIndex[] = [];
  let given = 0;
  const take = joinCalls(async (callers: readonly RandomBytes[]): Promise<readonly StatusIndex[]> => {
    const [randomBytes] = callers;
    while (randomBytes !== undefined && ahead.length < callers.length) {
      const missing = callers.length - ahead.length;
      ahead.push(...(await takeSome(lists, randomBytes, missing + Math.min(given, mostAhead))));
    }
    return ahead.splice(0, callers.length);
  });
  return async (randomBytes) => {
    const place = ahead.shift() ?? (await take(randomBytes));
    given += 1;
    return place;
  };
}

/** Up to so many, or none yet. */
async function takeSome(
  lists: Lists,
  randomBytes: RandomBytes,
  count: number,
): Promise<readonly StatusIndex[]> {
  const newest = await lists.loadNewestList();
  if (newest !== undefined && newest.used < fillLimit) {
    const { list, size } = newest;
    const drawn = new Set<number>();
    for (let draw = 0; draw < count; draw += 1) drawn.add(drawIndex(randomBytes, size));
    const taken = await lists.takeIndexes(list, [...drawn], fillLimit);
    return taken.map((index) => ({ list, index }));
  }
  await lists.openList((newest?.list ?? 0) + 1, listSize, drawDecoys(randomBytes, listSize));
  return [];
}
