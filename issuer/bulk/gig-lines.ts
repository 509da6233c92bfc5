/** Gigs by worker, that lie as lines one behind the other: each is a text only while its worker has its turn. */
import type { GigRecord } from '../../core/credential/gig-record.ts';

const lineFeed = 0x0a;

/**
 * @param lines arrays of gig records as JSON in UTF-8, with line feeds between
 * @returns what reads the one at a place, from 0 on; nothing for none
 */
export function createGigLines({
  buffer,
  byteOffset,
  length,
}: Uint8Array<ArrayBuffer>): (line: number | undefined) => GigRecord[] {
  const bytes = Buffer.from(buffer, byteOffset, length);
  const begins: number[] = [];
  for (let begin = 0; begin < length; ) {
    begins.push(begin);
    const end = bytes.indexOf(lineFeed, begin);
    begin = end === -1 ? length : end + 1;
  }
  return (line) => {
    const begin = line === undefined ? undefined : begins[line];
    if (line === undefined || begin === undefined) return [];
    // Written by us, from parsed gig records.
    return JSON.parse(bytes.toString('utf8', begin, begins[line + 1] ?? length)) as GigRecord[];
  };
}
