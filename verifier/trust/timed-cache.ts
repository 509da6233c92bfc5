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

/** @param options.bytes of all values together, where `sizeOf` tells of each how many it has */
export function createTimedCache<T>(options: {
  readonly clock: Clock;
  readonly entries: number;
  readonly bytes?: number;
  readonly sizeOf?: (value: T) => number;
}): TimedCache<T> {
  const { entries, bytes = Number.POSITIVE_INFINITY, sizeOf = () => 0 } = options;
  const known = new Map<string, { readonly value: T; readonly until: number }>();
  const loading = new Map<string, Promise<T>>();
  let [hits, misses, held] = [0, 0, 0];

  const drop = (key: string): void => {
    const entry = known.get(key);
    if (entry) held -= sizeOf(entry.value);
    known.delete(key);
  };
  const keep = (key: string, { value, seconds }: Loaded<T>): T => {
    drop(key);
    if (seconds > 0) {
      known.set(key, { value, until: options.clock().getTime() + seconds * 1000 });
      held += sizeOf(value);
    }
    for (const oldest of known.keys()) {
      if (known.size <= entries && held <= bytes) break;
      drop(oldest);
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
