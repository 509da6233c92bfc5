/** A bounded memory with a lifetime, that asks once when many want the same thing at the same moment. */
import type { Clock } from '../../core/ports.ts';

export type TimedCache<T> = {
  /** What is known of the key, else what `load` gives; it is kept only when `keep` says so. */
  readonly get: (key: string, load: () => Promise<{ value: T; keep: boolean }>) => Promise<T>;
};

export function createTimedCache<T>(options: {
  readonly clock: Clock;
  readonly seconds: number;
  readonly entries: number;
}): TimedCache<T> {
  const known = new Map<string, { readonly value: T; readonly until: number }>();
  const loading = new Map<string, Promise<T>>();
  return {
    get: (key, load) => {
      const entry = known.get(key);
      if (entry && options.clock().getTime() < entry.until) return Promise.resolve(entry.value);
      const underway = loading.get(key);
      if (underway) return underway;
      const promise = load()
        .then(({ value, keep }) => {
          known.delete(key);
          if (keep) known.set(key, { value, until: options.clock().getTime() + options.seconds * 1000 });
          for (const oldest of known.keys()) {
            if (known.size <= options.entries) break;
            known.delete(oldest);
          }
          return value;
        })
        .finally(() => loading.delete(key));
      loading.set(key, promise);
      return promise;
    },
  };
}
