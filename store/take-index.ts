/** Single places in the status lists: those that are asked for at once are taken in one transaction. */
import { joinCalls } from './join-calls.ts';
import type { Database } from './query-layer.ts';
import { inTransaction } from './transact.ts';

export type StatusIndex = { readonly list: number; readonly index: number };

type Taken = 'taken' | 'occupied' | 'frozen';
export type TakeIndex = (index: StatusIndex, limit: number) => Promise<Taken>;
type Wish = StatusIndex & { readonly limit: number };

export const createIndexTaker = (db: Database): TakeIndex => {
  const take = joinCalls((wishes: readonly Wish[]) => inTransaction(db, (tx) => takeAll(tx, wishes)));
  return (index, limit) => take({ ...index, limit });
};

const takeAll = async (db: Database, wishes: readonly Wish[]): Promise<readonly Taken[]> => {
  const answers = new Map<Wish, Taken>();
  const alike = Map.groupBy(wishes, ({ list, limit }) => `${list} ${limit}`);
  for (const group of alike.values())
    for (const [wish, taken] of await takeAlike(db, group)) answers.set(wish, taken);
  return wishes.map((wish) => answers.get(wish) ?? 'frozen');
};

/** Wishes for one list with one limit: whoever came first is served first. */
const takeAlike = async (
  db: Database,
  wishes: readonly Wish[],
): Promise<readonly (readonly [Wish, Taken])[]> => {
  const [{ list, limit } = { list: 0, limit: 0 }] = wishes;
  const head = await db.selectFrom('status_lists').select('used').where('list', '=', list).executeTakeFirst();
  const room = head ? limit - head.used : 0;
  const untried = [...new Set(wishes.map(({ index }) => index))];
  const taken = new Set<number>();
  while (taken.size < room && untried.length > 0) {
    const inserted = await db
      .insertInto('status_entries')
      .values(untried.splice(0, room - taken.size).map((idx) => ({ list, idx, status: 'active' })))
      .onConflict((conflict) => conflict.doNothing())
      .returning('idx')
      .execute();
    for (const { idx } of inserted) taken.add(idx);
  }
  if (taken.size > 0)
    await db
      .updateTable('status_lists')
      .set((set) => ({ used: set('used', '+', taken.size) }))
      .where('list', '=', list)
      .execute();
  const left = new Set(untried);
  return wishes.map((wish) => {
    if (left.has(wish.index)) return [wish, 'frozen'];
    // Of two who drew the same place the first has it.
    return [wish, taken.delete(wish.index) ? 'taken' : 'occupied'];
  });
};
