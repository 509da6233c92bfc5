/** How often somebody called within a window of time, counted over all processes on the database. */
import type { Database } from './query-layer.ts';

export type CallCount = { readonly calls: number; readonly endsAt: Date };

export type CallCountStore = {
  /** Counts one call, in a window that begins with the first; gives how many there were in it, this one included. */
  readonly countCall: (caller: string, time: { now: Date; windowMs: number }) => Promise<CallCount>;
  /** Takes one call back, or all of them. */
  readonly takeBack: (caller: string, calls: 'one' | 'all') => Promise<void>;
  /** Drops windows that are over. */
  readonly dropEnded: (now: Date) => Promise<void>;
};

export const createCallCountStore = (db: Database): CallCountStore => ({
  countCall: async (caller, { now, windowMs }) => {
    const time = now.getTime();
    const { calls, ends_at } = await db
      .insertInto('call_counts')
      .values({ caller, calls: 1, ends_at: time + windowMs })
      .onConflict((conflict) =>
        conflict.column('caller').doUpdateSet((set) => ({
          calls: set
            .case()
            .when('call_counts.ends_at', '<=', time)
            .then(1)
            .else(set('call_counts.calls', '+', 1))
            .end(),
          ends_at: set
            .case()
            .when('call_counts.ends_at', '<=', time)
            .then(set.ref('excluded.ends_at'))
            .else(set.ref('call_counts.ends_at'))
            .end(),
        })),
      )
      .returning(['calls', 'ends_at'])
      .executeTakeFirstOrThrow();
    return { calls: Number(calls), endsAt: new Date(Number(ends_at)) };
  },
  takeBack: async (caller, calls) => {
    if (calls === 'all') {
      await db.deleteFrom('call_counts').where('caller', '=', caller).execute();
      return;
    }
    await db
      .updateTable('call_counts')
      .set((set) => ({ calls: set('calls', '-', 1) }))
      .where('caller', '=', caller)
      .where('calls', '>', 0)
      .execute();
  },
  dropEnded: async (now) => {
    await db.deleteFrom('call_counts').where('ends_at', '<=', now.getTime()).execute();
  },
});
