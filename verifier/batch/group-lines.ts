/** Lines in groups: large enough to be worth a thread's while, and never waiting for a caller who pauses. */
import type { Line } from './read-lines.ts';

export type LineGroup = readonly Line[];

/** Lines, and bytes, of a full group. */
const fullLines = 64;
const fullBytes = 512 * 1024;
/** A caller who sends no more for so long gets the answers to what was sent. */
const pauseMs = 5;

/** Each line in one group, in order. */
export async function* groupLines(lines: AsyncIterable<Line>): AsyncGenerator<LineGroup, void, undefined> {
  const source = lines[Symbol.asyncIterator]();
  let group: Line[] = [];
  let bytes = 0;
  let coming: Promise<IteratorResult<Line>> | undefined;
  const take = (): LineGroup => {
    const taken = group;
    group = [];
    bytes = 0;
    return taken;
  };
  try {
    for (;;) {
      coming ??= source.next();
      const item = group.length === 0 ? await coming : await orPause(coming);
      if (item === 'pause') {
        yield take();
        continue;
      }
      coming = undefined;
      if (item.done === true) break;
      group.push(item.value);
      bytes += item.value.bytes?.length ?? 0;
      if (group.length >= fullLines || bytes >= fullBytes) yield take();
    }
    if (group.length > 0) yield take();
  } finally {
    coming?.catch(() => undefined);
    source.return?.()?.catch(() => undefined);
  }
}

async function orPause<T>(coming: Promise<T>): Promise<T | 'pause'> {
  let timer: NodeJS.Timeout | undefined;
  const pause = new Promise<'pause'>((resolve) => {
    timer = setTimeout(() => resolve('pause'), pauseMs);
  });
  try {
    return await Promise.race([coming, pause]);
  } finally {
    clearTimeout(timer);
  }
}
