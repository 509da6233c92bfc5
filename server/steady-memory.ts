import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collection = { readonly type: 'minor'; readonly execution: 'sync' };
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
 * For a command that keeps all processors busy for a second or for an hour, before it loads the rest: V8's own threads
 * took a third of the time of those two that do the work.
 */
export const beginSmall = (): void => {
  // Short-lived values get no more than what they have while the program is loaded.
  setFlagsFromString('--semi-space-growth-factor=1');
  // For a few megabytes, waking helpers costs more than they do.
  setFlagsFromString('--no-parallel-scavenge');
  // The slowest compiler only for what runs all the time: the one before it is nearly as good, and takes a tenth.
  setFlagsFromString('--invocation-count-for-turbofan=100000');
  setFlagsFromString('--invocation-count-for-osr=20000');
};

/** The same once it is loaded, and has a lot to do: short-lived values get a few megabytes. */
export const holdMemorySmall = (): void => {
  setFlagsFromString('--heap-growing-percent=25');
  setFlagsFromString('--semi-space-growth-factor=2');
  const collect = exposeCollector();
  // The room grows only under values that stay.
  const kept: number[][] = [];
  for (let tries = 0; tries < 20 && youngSize() < youngBytes; tries += 1) {
    for (let index = 0; index < 4_000; index += 1) kept.push(new Array(30).fill(index));
    collect({ type: 'minor', execution: 'sync' });
  }
  setFlagsFromString('--semi-space-growth-factor=1');
};

const youngSize = (): number =>
  getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? youngBytes;
