import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collection =
  | { readonly type: 'minor'; readonly execution: 'sync' }
  | { readonly type: 'major'; readonly execution: 'sync'; readonly flavor: 'last-resort' };
type Collect = (options?: Collection) => void;

const exposeCollector = (): Collect => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
};

/**
 * Keeps the heap from growing with the work. While a long file streams through, V8 would otherwise give short-lived
 * values some hundred megabytes more than the same work needs, and collect what grew old only when it has doubled.
 * It costs a few per cent of speed. For the begin of a process, before those parts have grown; what starting up left
 * behind is collected first.
 */
export const holdMemorySteady = (): void => {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=20');
  exposeCollector()();
};

/** V8 would give short-lived values four times that. */
const youngBytes = 8 << 20;

/**
 * The same for a command that is to take little beside what it loaded: what starting up made room for is given back, and
 * short-lived values get a few megabytes.
 */
export const holdMemorySmall = (): void => {
  setFlagsFromString('--heap-growing-percent=50');
  const collect = exposeCollector();
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  // Now the room is as small as it gets, and grows only under values that stay.
  const kept: number[][] = [];
  for (let tries = 0; tries < 20 && youngSize() < youngBytes; tries += 1) {
    for (let index = 0; index < 4_000; index += 1) kept.push(new Array(30).fill(index));
    collect({ type: 'minor', execution: 'sync' });
  }
  setFlagsFromString('--semi-space-growth-factor=1');
};

const youngSize = (): number =>
  getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? youngBytes;
