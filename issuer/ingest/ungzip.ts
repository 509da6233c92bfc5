/** Files that come packed: known by their first two bytes, so that neither a name nor a header has to say so. */
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { KlusCVError } from '../../core/errors.ts';

/** The most that one file may unpack to: a few bytes can be made to unpack for ever. */
const mostBytes = 64 * 2 ** 30;

/**
 * Unpacks a gzip stream piece by piece, and passes on anything else as it is.
 *
 * @param onCut called when the packed file ends in the middle or is damaged; what came before has been passed on
 * @throws KlusCVError `too_large` when it unpacks to more than 64 GB
 */
export async function* ungzip(
  source: AsyncIterable<Uint8Array>,
  onCut: () => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let length = 0;
  while (length < 2) {
    const next = await iterator.next();
    if (next.done) break;
    head.push(next.value);
    length += next.value.length;
  }
  const [first, second] = Buffer.concat(head.map((bytes) => bytes.subarray(0, 2)));
  const whole = rejoin(head, iterator);
  if (first !== 0x1f || second !== 0x8b) yield* whole;
  else yield* unpack(whole, onCut);
}

async function* rejoin(
  head: readonly Uint8Array[],
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* head;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

async function* unpack(
  packed: AsyncIterable<Uint8Array>,
  onCut: () => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  const gunzip = createGunzip();
  const source = Readable.from(packed, { objectMode: true, highWaterMark: 4 });
  let sourceError: unknown;
  source.on('error', (error) => {
    sourceError = error;
    gunzip.destroy(error);
  });
  source.pipe(gunzip);
  let bytes = 0;
  try {
    for await (const piece of gunzip) {
      bytes += piece.length;
      if (bytes > mostBytes) throw new KlusCVError('too_large', 'The file unpacks to more than we take.');
      yield piece;
    }
  } catch (error) {
    if (sourceError !== undefined) throw sourceError;
    if (!isDamage(error)) throw error;
    onCut();
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

const isDamage = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^Z_|^ERR_BUFFER_TOO_LARGE/.test(String(error.code));
