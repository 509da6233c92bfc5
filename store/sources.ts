import type { Database } from './query-layer.ts';

/** How far the fetching from one endpoint has come. Times are ISO 8601 in UTC. */
export type SourceState = {
  /** Where the next page begins, while a run has not come to its end. */
  readonly cursor?: string;
  /** From when on changes are asked for; absent until a run has come to its end. */
  readonly updatedSince?: string;
  /** When the run began that is going on or was broken off. */
  readonly runStartedAt?: string;
  readonly lastTriedAt?: string;
  readonly lastFinishedAt?: string;
  readonly lastError?: { readonly at: string; readonly code: string; readonly message: string };
  /** What came of all pages so far of the last run. */
  readonly counts?: {
    readonly pages: number;
    readonly accepted: number;
    readonly corrected: number;
    readonly unchanged: number;
    readonly refused: number;
  };
  /** The last import with refused lines. */
  readonly refusedImportId?: string;
};

export type SourceStore = ReturnType<typeof createSourceStore>;

export const createSourceStore = (db: Database) => ({
  loadState: async (name: string): Promise<SourceState> => {
    const row = await db.selectFrom('sources').select('state').where('name', '=', name).executeTakeFirst();
    // Written by us.
    return row === undefined ? {} : (JSON.parse(row.state) as SourceState);
  },

  storeState: async (name: string, state: SourceState): Promise<void> => {
    const text = JSON.stringify(state);
    await db
      .insertInto('sources')
      .values({ name, state: text })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ state: text }))
      .execute();
  },
});
