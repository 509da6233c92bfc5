/** Counts verdicts by what they were for; held for seconds, so that a count costs no write of its own. */
import { purposes } from '../../core/openid/index.ts';
import { outcomes } from '../../core/verify/index.ts';
import type { Store, VerdictCount } from '../../store/index.ts';

/** A wallet's answer by its purpose; else how the credential came in. */
export const countedAs = [...purposes, 'check', 'batch', 'import'] as const;
export type CountedAs = (typeof countedAs)[number];

/** `refused`: the worker said no, or the wallet could not. */
export const countedOutcomes = [...outcomes, 'refused'] as const;
export type CountedOutcome = (typeof countedOutcomes)[number];

/** Fewer than this could be known one by one. */
const fewest = 10;

export type VerdictCounts = {
  readonly count: (purpose: CountedAs, outcome: CountedOutcome) => void;
  /** Writes down what was counted since the last time. */
  readonly flush: () => Promise<void>;
  /** Every purpose with every outcome; null under ten, none at all included. */
  readonly list: () => Promise<
    readonly { readonly purpose: string; readonly outcome: string; readonly count: number | null }[]
  >;
};

export function createVerdictCounts(store: Store['verdictCounts']): VerdictCounts {
  let held = new Map<string, VerdictCount>();
  const keyOf = (purpose: string, outcome: string): string => `${purpose} ${outcome}`;
  const flush = async (): Promise<void> => {
    if (held.size === 0) return;
    const counts = [...held.values()];
    held = new Map();
    await store.addCounts(counts);
  };
  return {
    count: (purpose, outcome) => {
      const key = keyOf(purpose, outcome);
      held.set(key, { purpose, outcome, count: (held.get(key)?.count ?? 0) + 1 });
    },
    flush,
    list: async () => {
      await flush();
      const stored = new Map(
        (await store.listCounts()).map(({ purpose, outcome, count }) => [keyOf(purpose, outcome), count]),
      );
      return countedAs.flatMap((purpose) =>
        countedOutcomes.map((outcome) => {
          const count = stored.get(keyOf(purpose, outcome)) ?? 0;
          return { purpose, outcome, count: count < fewest ? null : count };
        }),
      );
    },
  };
}
