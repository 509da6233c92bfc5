/** All mutants of a source in one source: which of them is awake is asked when the condition is reached. */
import type { Mutant } from './find-mutants.ts';

export type Planted = Mutant & { readonly id: number };

/** What the planted source asks; without it every condition is as it was. */
export type Watch = {
  /** Whether this mutant is awake: then the condition is not asked. */
  readonly isAwake: (id: number) => boolean;
  /** Told before the condition is asked, since asking may throw. */
  readonly reach: (id: number) => void;
  /** Told how it came out; gives the same back. */
  readonly see: <Value>(id: number, value: Value) => Value;
};

export const watchName = 'kluscvMutants';

/** One line, so that the lines below keep their numbers. */
const prelude = `const mutantWatch = { isAwake: (id) => globalThis.${watchName}?.isAwake(id) ?? false, reach: (id) => globalThis.${watchName}?.reach(id), see: (id, value) => globalThis.${watchName}?.see(id, value) ?? value }; `;

/** A condition inside another comes inside it here too; of two in the same place the first is outside. */
export const plantMutants = (source: string, mutants: readonly Planted[]): string => {
  const outermost = mutants.toSorted((a, b) => a.start - b.start || b.end - a.end || a.id - b.id);
  const openings = Map.groupBy(outermost, ({ start }) => start);
  const closings = Map.groupBy(outermost, ({ end }) => end);
  const cuts = [...new Set([0, ...openings.keys(), ...closings.keys(), source.length])].toSorted(
    (a, b) => a - b,
  );
  const pieces = cuts.map((cut, index) => {
    const closed = (closings.get(cut) ?? []).map(() => ')))').join('');
    const opened = (openings.get(cut) ?? [])
      .map(
        ({ id, becomes }) =>
          `(mutantWatch.isAwake(${id}) ? ${becomes} : (mutantWatch.reach(${id}), mutantWatch.see(${id}, `,
      )
      .join('');
    return closed + opened + source.slice(cut, cuts[index + 1] ?? cut);
  });
  return prelude + pieces.join('');
};
