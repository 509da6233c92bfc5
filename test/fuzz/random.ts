/** Chances from a seed: the same seed makes the same choices. Not for secrets. */

export type Random = {
  /** A whole number from 0 up to and without `end`. */
  readonly below: (end: number) => number;
  readonly chance: (probability: number) => boolean;
  /** One of a list that is not empty. */
  readonly pick: <T>(list: readonly T[]) => T;
};

/** Mulberry32: 32 bits of state, good enough to choose where to cut. */
const createStream = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

export const createRandom = (seed: number): Random => {
  const next = createStream(seed);
  const below = (end: number): number => Math.floor(next() * end);
  return {
    below,
    chance: (probability) => next() < probability,
    pick: <T>(list: readonly T[]): T => {
      const index = below(list.length);
      const one = list[index];
      if (one === undefined && !(index in list)) throw new Error('there is nothing to pick from');
      return one as T;
    },
  };
};
