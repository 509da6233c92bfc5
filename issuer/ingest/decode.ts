import iconv from 'iconv-lite';
import type { Mapping } from './mapping.ts';

export type FileEncoding = Mapping['file']['encoding'];

/**
 * Decodes a stream of bytes, piece by piece. A byte order mark wins over the encoding that the mapping names, and is
 * dropped; bytes that are no UTF-8 become U+FFFD.
 */
export async function* decode(
  source: AsyncIterable<Uint8Array>,
  encoding: FileEncoding,
): AsyncGenerator<string, void, undefined> {
  let head: Uint8Array | undefined = new Uint8Array();
  let decoder: ReturnType<typeof createDecoder> | undefined;
  for await (const bytes of source) {
    let piece = bytes;
    if (head !== undefined) {
      head = concat(head, bytes);
      if (head.length < 3) continue;
      decoder = createDecoder(encodingByMark(head) ?? encoding);
      piece = head;
      head = undefined;
    }
    const text = decoder?.write(piece) ?? '';
    if (text !== '') yield text;
  }
  if (head !== undefined) {
    decoder = createDecoder(encodingByMark(head) ?? encoding);
    yield decoder.write(head);
  }
  const rest = decoder?.end() ?? '';
  if (rest !== '') yield rest;
}

const concat = (one: Uint8Array, other: Uint8Array): Uint8Array => {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
};

const encodingByMark = (head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | undefined => {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return undefined;
};

const createDecoder = (encoding: FileEncoding | 'utf-16le' | 'utf-16be') => {
  if (encoding === 'utf-8' || encoding === 'utf-16le' || encoding === 'utf-16be') {
    const decoder = new TextDecoder(encoding);
    return {
      write: (bytes: Uint8Array): string => decoder.decode(bytes, { stream: true }),
      end: (): string => decoder.decode(),
    };
  }
  // Not TextDecoder: that of Node has read Windows-1252 as Latin-1 in some versions.
  const decoder = iconv.getDecoder(encoding);
  return {
    write: (bytes: Uint8Array): string =>
      decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
    end: (): string => decoder.end() ?? '',
  };
};
