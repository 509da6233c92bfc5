/** Bytes as they come in, cut into lines; never more than one line is held. */
import { receivedLimits } from '../../core/verify/index.ts';

export type Line = {
  /** Counted from 1, as an editor does. */
  readonly number: number;
  /** Without its line break; undefined when it is longer than we take. */
  readonly bytes: Uint8Array | undefined;
};

/** In bytes: the largest credential, and room for what stands around it. */
export const longestLine = receivedLimits.bytes + 4096;

const lineFeed = 0x0a;
const blanks = new Set([0x20, 0x09, 0x0d]);

/** Lines by their numbers; those with nothing in them are counted and left out. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line, void, undefined> {
  let number = 0;
  let held: Uint8Array[] = [];
  let length = 0;
  const hold = (bytes: Uint8Array): void => {
    length += bytes.length;
    if (length <= longestLine) held.push(bytes);
    else held = [];
  };
  const take = (): Line | undefined => {
    number += 1;
    const bytes = length > longestLine ? undefined : new Uint8Array(Buffer.concat(held));
    held = [];
    length = 0;
    return bytes?.every((byte) => blanks.has(byte)) ? undefined : { number, bytes };
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(lineFeed, start);
      if (end === -1) break;
      hold(chunk.subarray(start, end));
      start = end + 1;
      const line = take();
      if (line) yield line;
    }
    if (start < chunk.length) hold(chunk.subarray(start));
  }
  if (length > 0) {
    const line = take();
    if (line) yield line;
  }
}
