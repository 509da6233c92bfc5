/** What threads have counted, all together: each tells with its answers how far it is. */
import { addCacheCounts, type CacheCounts } from '../../core/verify/index.ts';

/** Since the thread was started. */
export type Counted = {
  readonly issuerChains: CacheCounts;
  readonly canonicalizations: { readonly compiled: number; readonly library: number };
};

export type ThreadCounts = {
  readonly note: (thread: number, counted: Counted) => void;
  readonly sum: () => Counted;
};

const nothing: Counted = {
  issuerChains: { hits: 0, misses: 0, size: 0 },
  canonicalizations: { compiled: 0, library: 0 },
};

const add = (one: Counted, other: Counted): Counted => ({
  issuerChains: addCacheCounts(one.issuerChains, other.issuerChains),
  canonicalizations: {
    compiled: one.canonicalizations.compiled + other.canonicalizations.compiled,
    library: one.canonicalizations.library + other.canonicalizations.library,
  },
});

/**
 * Threads come and go: what one has counted stays, what it held is gone with it.
 * @param living the numbers of the threads that there are
 */
export function createThreadCounts(living: () => readonly number[]): ThreadCounts {
  const known = new Map<number, Counted>();
  let ended = nothing;
  return {
    note: (thread, counted) => {
      known.set(thread, counted);
    },
    sum: () => {
      const alive = new Set(living());
      for (const [thread, counted] of known) {
        if (alive.has(thread)) continue;
        ended = add(ended, { ...counted, issuerChains: { ...counted.issuerChains, size: 0 } });
        known.delete(thread);
      }
      return [...known.values()].reduce(add, ended);
    },
  };
}
