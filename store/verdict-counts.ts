/** How often the verifier came to which verdict, for which purpose: totals, and nothing of whom or when. */
import type { Database } from './query-layer.ts';
import { inTransaction } from './transact.ts';

export type VerdictCount = { readonly purpose: string; readonly outcome: string; readonly count: number };

export type VerdictCountStore = {
  readonly addCounts: (counts: readonly VerdictCount[]) => Promise<void>;
  readonly listCounts: () => Promise<readonly VerdictCount[]>;
};

export const createVerdictCountStore = (db: Database): VerdictCountStore => ({
  addCounts: (counts) =>
    inTransaction(db, async (tx) => {
      for (const added of counts)
        await tx
          .insertInto('verdict_counts')
          .values(added)
          .onConflict((conflict) =>
            conflict
              .columns(['purpose', 'outcome'])
              .doUpdateSet((set) => ({ count: set('verdict_counts.count', '+', added.count) })),
          )
          .execute();
    }),
  listCounts: async () => {
    const rows = await db
      .selectFrom('verdict_counts')
      .selectAll()
      .orderBy('purpose')
      .orderBy('outcome')
      .execute();
    return rows.map(({ purpose, outcome, count }) => ({ purpose, outcome, count }));
  },
});
