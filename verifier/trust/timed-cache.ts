/** A bounded memory with a lifetime, that asks once when many want the same thing at the same moment. */
import type { Clock } from '../../core/ports.ts';
import type { CacheCounts } from '../../core/verify/index.ts';

export type Loaded<T> = {
  readonly value: T;
  /** How long it may be handed on without asking again; 0 for not at all. */
  readonly seconds: number;
};

export type TimedCache<T> = {
  /** What is known of the key, else what `load` gives; `previous` is what was known until just now. */
  readonly get: (key: string, load: (previous: T | undefined) => Promise<Loaded<T>>) => Promise<T>;
  /** Asks in any case; what is known stays when nothing comes of it. */
  readonly renew: (
    key: string,
    load: (previous: T | undefined) => Promise<Loaded<T> | undefined>,
  ) => Promise<T | undefined>;
  readonly counts: () => CacheCounts;
};

export function createTimedCache<T>(options: {
  readonly clock: Clock;
  readonly entries: number;
}): TimedCache<T> {
  const known = new Map<string, { readonly value: T; readonly until: number }>();
  const loading = new Map<string, Promise<T>>();
  let [hits, misses] = [0, 0];

  const keep = (key: string, { value, seconds }: Loaded<T>): T => {
    known.delete(key);
    if (seconds > 0) known.set(key, { value, until: options.clock().getTime() + seconds * 1000 });
    for (const oldest of known.keys()) {
      if (known.size <= options.entries) break;
      known.delete(oldest);
    }
    return value;
  };
  const load = async (key: string, ask: (previous: T | undefined) => Promise<Loaded<T>>): Promise<T> =>
    keep(key, await ask(known.get(key)?.value));

  return {
    get: (key, ask) => {
      const entry = known.get(key);
      const underway = loading.get(key);
      if (entry && options.clock().getTime() < entry.until) {
        hits += 1;
        return Promise.resolve(entry.value);
      }
      if (underway) {
        hits += 1;
        return underway;
      }
      misses += 1;
      const promise = load(key, ask).finally(() => loading.delete(key));
      loading.set(key, promise);
      return promise;
    },
    renew: async (key, ask) => {
      const loaded = await ask(known.get(key)?.value);
      return loaded === undefined ? undefined : keep(key, loaded);
    },
    counts: () => ({ hits, misses, size: known.size }),
  };
}
