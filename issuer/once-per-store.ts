import type { Store } from '../store/index.ts';

/** What a process has once for each store, for all who call: made when it is first asked for. */
export function oncePerStore<Made>(): (store: Store, make: () => Made) => Made {
  const made = new WeakMap<Store, Made>();
  return (store, make) => {
    const known = made.get(store) ?? make();
    made.set(store, known);
    return known;
  };
}
