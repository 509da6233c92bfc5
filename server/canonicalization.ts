/** The compiled canonicalization of a service: on or off in all of its threads. */
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import { switchCompiledCanonicalization } from '../core/proof/canonical/index.ts';

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
