/** What a mutation is: a change, chosen by chance, that says in a few words what it did. */
import type { Random } from './random.ts';

export type Mutated<T> = {
  readonly value: T;
  /** What was done, for the one who reads a finding. */
  readonly step: string;
};

/** @param donors other things of the same kind, to take parts from */
export type Mutation<T> = (value: T, donors: readonly T[], random: Random) => Mutated<T>;

/** Mostly one change, at times a few: two that cancel out are caught by the judge, not here. */
export const mutateSome =
  <T>(mutation: Mutation<T>) =>
  (
    value: T,
    donors: readonly T[],
    random: Random,
  ): { readonly value: T; readonly steps: readonly string[] } => {
    const steps: string[] = [];
    let changed = value;
    do {
      const once = mutation(changed, donors, random);
      changed = once.value;
      steps.push(once.step);
    } while (steps.length < 5 && random.chance(0.3));
    return { value: changed, steps };
  };
