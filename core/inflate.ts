/** Unpacking what others packed, never beyond a number of bytes: a few kilobytes can unfold to gigabytes. */
import { Gunzip, Inflate, Unzlib } from 'fflate';
import { type Bytes, concatBytes } from './bytes.ts';
import { err, ok, type Result } from './result.ts';

/** RFC 1952, RFC 1950 and RFC 1951. */
export type Packing = 'gzip' | 'zlib' | 'raw';

export type InflateProblem = {
  readonly code: 'packing_malformed' | 'packing_too_large';
  readonly message: string;
};

/** Small bites: one bite of deflate unfolds to at most about a thousand times its size. */
const biteBytes = 1024;

class TooLarge extends Error {}

type Sink = (chunk: Uint8Array) => void;

const openStream = (packing: Packing, sink: Sink, dictionary: Uint8Array | undefined) => {
  if (packing === 'gzip') return new Gunzip(sink);
  const options = dictionary ? { dictionary } : {};
  return packing === 'zlib' ? new Unzlib(options, sink) : new Inflate(options, sink);
};

/** The unpacked bytes, or why not; `maxBytes` is the most that may come out. Never throws. */
export const inflate = (
  packed: Uint8Array,
  {
    packing,
    maxBytes,
    dictionary,
  }: { readonly packing: Packing; readonly maxBytes: number; readonly dictionary?: Uint8Array },
): Result<Bytes, InflateProblem> => {
  const chunks: Uint8Array[] = [];
  let total = 0;
  try {
    const stream = openStream(
      packing,
      (chunk) => {
        total += chunk.length;
        if (total > maxBytes) throw new TooLarge();
        chunks.push(chunk);
      },
      dictionary,
    );
    for (let start = 0; start < packed.length || start === 0; start += biteBytes) {
      stream.push(packed.subarray(start, start + biteBytes), start + biteBytes >= packed.length);
    }
  } catch (error) {
    return error instanceof TooLarge
      ? err({ code: 'packing_too_large', message: 'This unpacks to more than we take.' })
      : err({ code: 'packing_malformed', message: 'This cannot be unpacked.' });
  }
  return ok(concatBytes(...chunks));
};
