/**
 * Work that is cheaper for many than for each: what comes while some is underway waits for its end and is then done
 * together. Who comes alone waits for nobody, and nothing is ever put off.
 */
import { KlusCVError } from '../core/errors.ts';

type Call<Item, Result> = {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
};

/** More than this make a transaction for which others wait too long. */
const mostTogether = 100;

/**
 * One call for each item out of one for many.
 * @param doAll gives as many results as it was given items, in their order, or throws and has done nothing. When some
 *   together fail, each is done by itself once more, so that nobody fails by the fault of another; not when the database
 *   was out of reach: what came of it then is not known.
 */
export function joinCalls<Item, Result extends NonNullable<unknown>>(
  doAll: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  const waiting: Call<Item, Result>[] = [];
  let isUnderway = false;

  const settle = async (calls: readonly Call<Item, Result>[]): Promise<void> => {
    try {
      const results = await doAll(calls.map(({ item }) => item));
      for (const [at, { resolve, reject }] of calls.entries()) {
        const result = results[at];
        if (result === undefined) reject(new TypeError('There are fewer results than items.'));
        else resolve(result);
      }
    } catch (error) {
      const isUnknown = error instanceof KlusCVError && error.code === 'unavailable';
      if (calls.length === 1 || isUnknown) for (const { reject } of calls) reject(error);
      else for (const call of calls) await settle([call]);
    }
  };
  const work = async (): Promise<void> => {
    isUnderway = true;
    while (waiting.length > 0) await settle(waiting.splice(0, mostTogether));
    isUnderway = false;
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isUnderway) void work();
    });
}
