/** Addresses of status lists that a verifier has handed out: those that it names to whoever checks without a network. */
import type { Database } from './query-layer.ts';

export type KnownListStore = {
  /** Remembers an address, as long as there are fewer than `most`. */
  readonly addList: (url: string, most: number) => Promise<void>;
  /** In the order of their addresses. */
  readonly listKnown: () => Promise<readonly string[]>;
};

export const createKnownListStore = (db: Database): KnownListStore => ({
  addList: async (url, most) => {
    const { count } = await db
      .selectFrom('known_lists')
      .select((select) => select.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    if (Number(count) >= most) return;
    await db
      .insertInto('known_lists')
      .values({ url })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  },
  listKnown: async () => {
    const rows = await db.selectFrom('known_lists').select('url').orderBy('url').execute();
    return rows.map(({ url }) => url);
  },
});
