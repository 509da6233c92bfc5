/** Places in the status lists for many credentials at once: the next ones of the list's secret order. */
import type { StatusIndex } from '../../store/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { drawDecoys } from './draw-decoys.ts';
import { permuteList } from './permute-list.ts';
import { fillLimit, listSize } from './take-status-index.ts';

export type TakeStatusBlock = (count: number) => Promise<readonly StatusIndex[]>;

/**
 * Gives as many places as it is asked for, each never given out before and never again, whatever becomes of it. What
 * a block has too many is kept for the next call of the same process.
 */
export function createBlockTaker({
  store,
  hashKey,
  crypto,
}: Pick<IssuerDeps, 'store' | 'hashKey' | 'crypto'>): TakeStatusBlock {
  const { statusLists } = store;
  const left: StatusIndex[] = [];
  let order: { readonly list: number; readonly places: Uint32Array } | undefined;

  const takeMore = async (count: number): Promise<void> => {
    const newest = await statusLists.loadNewestList();
    if (newest !== undefined) {
      const { list, size } = newest;
      if (order?.list !== list) order = { list, places: permuteList(hashKey, list, size) };
      const taken = await statusLists.takeBlock(list, { count, order: order.places, limit: fillLimit });
      left.push(...taken);
      if (taken.length > 0) return;
    }
    await statusLists.openList((newest?.list ?? 0) + 1, listSize, drawDecoys(crypto.randomBytes, listSize));
  };

  return async (count) => {
    while (left.length < count) await takeMore(count - left.length);
    return left.splice(0, count);
  };
}
