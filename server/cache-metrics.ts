/** What the memories of a service know and do not know, on /metrics. */
import { Counter, Gauge } from 'prom-client';
import type { Metrics } from './metrics.ts';

type Counts = () => { readonly hits: number; readonly misses: number; readonly size: number };

/** Shows hits, misses and size of each memory under its name, as they stand when somebody asks. */
export function showCaches(
  { registry }: Pick<Metrics, 'registry'>,
  caches: Readonly<Record<string, Counts>>,
): void {
  const shown = new Map<string, { hits: number; misses: number }>();
  new Counter({
    name: 'kluscv_cache_lookups_total',
    help: 'Look-ups in a memory, by whether it knew the answer.',
    labelNames: ['cache', 'result'],
    registers: [registry],
    collect() {
      for (const [cache, counts] of Object.entries(caches)) {
        const { hits, misses } = counts();
        const before = shown.get(cache) ?? { hits: 0, misses: 0 };
        this.inc({ cache, result: 'hit' }, hits - before.hits);
        this.inc({ cache, result: 'miss' }, misses - before.misses);
        shown.set(cache, { hits, misses });
      }
    },
  });
  new Gauge({
    name: 'kluscv_cache_entries',
    help: 'Entries in a memory.',
    labelNames: ['cache'],
    registers: [registry],
    collect() {
      for (const [cache, counts] of Object.entries(caches)) this.set({ cache }, counts().size);
    },
  });
}
