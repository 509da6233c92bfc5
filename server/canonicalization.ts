/** The compiled canonicalization of a service: on or off in all of its threads, and counted on /metrics. */
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import { Counter } from 'prom-client';
import { canonicalizationCounts, switchCompiledCanonicalization } from '../core/proof/index.ts';
import type { Metrics } from './metrics.ts';

const name = 'kluscv.compiledCanonicalization';

/** Turns it on or off for this thread, and for all that are started afterwards and ask. */
export function setCompiledCanonicalization(isOn: boolean): void {
  switchCompiledCanonicalization(isOn);
  setEnvironmentData(name, isOn);
}

/** For the first lines of a thread's program: as in the thread that started it. */
export function inheritCompiledCanonicalization(): void {
  switchCompiledCanonicalization(getEnvironmentData(name) !== false);
}

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
