/** The compiled canonicalization of a service on /metrics. */
import { Counter } from 'prom-client';
import { canonicalizationCounts } from '../core/proof/canonical/index.ts';
import type { Metrics } from './metrics.ts';

type Counts = ReturnType<typeof canonicalizationCounts>;

/**
 * Shows how many documents went which way, as it stands when somebody asks.
 * @param elsewhere what other threads have counted beside this one
 */
export function showCanonicalizations(
  { registry }: Pick<Metrics, 'registry'>,
  elsewhere: () => Counts = () => ({ compiled: 0, library: 0 }),
): void {
  const count = (): Counts => {
    const [here, others] = [canonicalizationCounts(), elsewhere()];
    return { compiled: here.compiled + others.compiled, library: here.library + others.library };
  };
  let shown = count();
  new Counter({
    name: 'kluscv_canonicalizations_total',
    help: 'Documents brought into canonical form, by the way: compiled tables or the library.',
    labelNames: ['way'],
    registers: [registry],
    collect() {
      const now = count();
      this.inc({ way: 'compiled' }, now.compiled - shown.compiled);
      this.inc({ way: 'library' }, now.library - shown.library);
      shown = now;
    },
  });
}
