/** The status lists: which indexes were given out, and what the list says at each. Nothing in here says whose they are. */
import { insertNewRows } from './many-rows.ts';
import type { Database } from './query-layer.ts';
import { createSignedListStore, type SignedListStore } from './signed-lists.ts';
import { inSnapshot, inTransaction } from './transact.ts';

export type CredentialStatus = 'active' | 'suspended' | 'revoked';
export type StatusIndex = { readonly list: number; readonly index: number };

export type StatusList = {
  readonly size: number;
  /** Goes up with every change of a status. */
  readonly version: number;
  /** Where the list says anything but "active, and the newest". */
  readonly changed: readonly {
    readonly index: number;
    readonly status: CredentialStatus;
    /** A credential with other figures was issued since. */
    readonly newer: boolean;
  }[];
};

export type ListFill = { readonly list: number; readonly size: number; readonly used: number };
export type Decoy = { readonly index: number; readonly status: CredentialStatus };

export type StatusListStore = SignedListStore & {
  /** The newest list, or undefined before the first. */
  readonly loadNewestList: () => Promise<ListFill | undefined>;
  /** All lists in their order, frozen ones too. */
  readonly listFills: () => Promise<readonly ListFill[]>;
  /** Opens a list with its decoys, which count as used; when another process did so at the same time, that one stays. */
  readonly openList: (list: number, size: number, decoys: readonly Decoy[]) => Promise<void>;
  /** Takes, for good, those of these places that are free, until `limit` are used; gives what it took. */
  readonly takeIndexes: (
    list: number,
    indexes: readonly number[],
    limit: number,
  ) => Promise<readonly number[]>;
  /**
   * Takes, for good, up to `count` of the next places in an order of the whole list, leaving out those that were taken
   * otherwise; none when fewer than `count` may be given out before `limit` are used, or the order is at its end.
   */
  readonly takeBlock: (
    list: number,
    block: { readonly count: number; readonly order: ArrayLike<number>; readonly limit: number },
  ) => Promise<readonly StatusIndex[]>;
  readonly loadListVersion: (list: number) => Promise<number | undefined>;
  readonly loadList: (list: number) => Promise<StatusList | undefined>;
};

export const createStatusListStore = (db: Database): StatusListStore => ({
  ...createSignedListStore(db),
  loadNewestList: () =>
    db
      .selectFrom('status_lists')
      .select(['list', 'size', 'used'])
      .orderBy('list', 'desc')
      .limit(1)
      .executeTakeFirst(),
  listFills: () => db.selectFrom('status_lists').select(['list', 'size', 'used']).orderBy('list').execute(),
  openList: (list, size, decoys) =>
    inTransaction(db, async (tx) => {
      const opened = await tx
        .insertInto('status_lists')
        .values({ list, size, used: decoys.length, version: 1 })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (opened.numInsertedOrUpdatedRows !== 1n || decoys.length === 0) return;
      await tx
        .insertInto('status_entries')
        .values(decoys.map(({ index, status }) => ({ list, idx: index, status })))
        .execute();
    }),
  takeIndexes: (list, indexes, limit) =>
    inTransaction(db, async (tx) => {
      const head = await tx
        .selectFrom('status_lists')
        .select('used')
        .where('list', '=', list)
        .executeTakeFirst();
      const room = head ? limit - head.used : 0;
      const untried = [...new Set(indexes)];
      const taken: number[] = [];
      while (taken.length < room && untried.length > 0)
        taken.push(...(await takeFree(tx, list, untried.splice(0, room - taken.length))));
      return taken;
    }),
  takeBlock: (list, { count, order, limit }) =>
    inTransaction(db, async (tx) => {
      const head = await tx
        .updateTable('status_lists')
        .set((set) => ({ block_end: set('block_end', '+', count) }))
        .where('list', '=', list)
        .where((where) => where(where('used', '+', count), '<=', limit))
        .returning('block_end')
        .executeTakeFirst();
      if (!head) return [];
      const places = Array.from({ length: count }, (_, at) => order[head.block_end - count + at]);
      const known = places.filter((index) => index !== undefined);
      const taken = await takeFree(tx, list, known);
      return taken.map((index) => ({ list, index }));
    }),
  loadListVersion: async (list) => {
    const row = await db
      .selectFrom('status_lists')
      .select('version')
      .where('list', '=', list)
      .executeTakeFirst();
    return row?.version;
  },
  loadList: (list) =>
    inSnapshot(db, async (tx) => {
      const head = await tx
        .selectFrom('status_lists')
        .select(['size', 'version'])
        .where('list', '=', list)
        .executeTakeFirst();
      if (!head) return undefined;
      const entries = tx
        .selectFrom('status_entries')
        .select(['idx', 'status', 'newer'])
        .where('list', '=', list);
      // Each by its own index: of a list nearly everything is active, and the newest.
      const rows = await entries
        .where('status', '<', 'active')
        .union(entries.where('status', '>', 'active'))
        .union(entries.where('newer', '=', 1))
        .execute();
      return {
        ...head,
        changed: rows.map((row) => ({
          index: row.idx,
          status: parseStatus(row.status),
          newer: row.newer === 1,
        })),
      };
    }),
});

/** Those of these places that nobody has; from now on they count as used. */
const takeFree = async (
  tx: Database,
  list: number,
  places: readonly number[],
): Promise<readonly number[]> => {
  if (places.length === 0) return [];
  const entries = places.map((idx) => ({ list, idx, status: 'active' }));
  const taken = await insertNewRows(tx, 'status_entries', entryColumns, entries, 'idx');
  if (taken.length > 0)
    await tx
      .updateTable('status_lists')
      .set((set) => ({ used: set('used', '+', taken.length) }))
      .where('list', '=', list)
      .execute();
  return taken.map(Number);
};

const entryColumns = { list: 'bigint', idx: 'bigint', status: 'text' } as const;

/** Whatever is not known to be better counts as withdrawn. */
export function parseStatus(text: string): CredentialStatus {
  return text === 'active' || text === 'suspended' ? text : 'revoked';
}
