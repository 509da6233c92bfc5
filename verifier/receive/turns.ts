/** So many at once; the others wait their turn, and who comes after too many of them is sent away. */
import { KlusCVError } from '../../core/errors.ts';

export type Turns = {
  /** Does `work` when it is its turn. Throws KlusCVError `too_many_requests` when too many wait already. */
  readonly take: <T>(work: () => Promise<T>) => Promise<T>;
};

export const createTurns = ({
  atOnce,
  mostWaiting,
}: {
  readonly atOnce: number;
  readonly mostWaiting: number;
}): Turns => {
  const waiting: (() => void)[] = [];
  let running = 0;
  return {
    take: async (work) => {
      if (running >= atOnce) {
        if (waiting.length >= mostWaiting) throw new KlusCVError('too_many_requests');
        // Who ends hands its place over, so the number of those at work stays as it is.
        await new Promise<void>((resolve) => waiting.push(resolve));
      } else running += 1;
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next === undefined) running -= 1;
        else next();
      }
    },
  };
};
