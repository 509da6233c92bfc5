/** The compiled canonicalization of a service on /metrics. */
import { Counter } from 'prom-client';
import { canonicalizationCounts } from '../core/proof/canonical/index.ts';
import type { Metrics } from './metrics.ts';

/** Shows how many documents of this thread went which way, as it stands when somebody asks. */
export function showCanonicalizations({ registry }: Pick<Metrics, 'registry'>): void {
  let shown = canonicalizationCounts();
  new Counter({
    name: 'kluscv_canonicalizations_total',
    help: 'Documents brought into canonical form, by the way: compiled tables or the library.',
    labelNames: ['way'],
    registers: [registry],
    collect() {
      const now = canonicalizationCounts();
      this.inc({ way: 'compiled' }, now.compiled - shown.compiled);
      this.inc({ way: 'library' }, now.library - shown.library);
      shown = now;
    },
  });
}
