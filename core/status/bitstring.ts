/** Bitstring Status List 1.0: one bit per credential, the first bit of the first byte being index 0. */
import { gzipSync } from 'fflate';
import { type Bytes, fromBase64Url, toBase64Url } from '../bytes.ts';
import { KlusCVError } from '../errors.ts';
import { type InflateProblem, inflate } from '../inflate.ts';
import { err, type Result } from '../result.ts';

/** The smallest list that section 7.1 allows, in entries: one credential hides among 131,072. */
export const minimumEntries = 131_072;

/** The largest list that is unpacked by default: sixteen million entries. */
const defaultMaxBytes = 2_097_152;

/** The largest text of a packed list that is looked at, in letters. */
const maxEncodedLength = 4_000_000;

export type BitstringProblem =
  | InflateProblem
  | { readonly code: 'bitstring_malformed'; readonly message: string };

/** A new list of `entries` bits, those at `setIndexes` set. Throws `invalid_request` for an index outside or too few entries. */
export const createBitstring = ({
  entries = minimumEntries,
  setIndexes = [],
}: {
  readonly entries?: number;
  readonly setIndexes?: Iterable<number>;
} = {}): Bytes => {
  if (entries < minimumEntries)
    throw new KlusCVError('invalid_request', 'A bitstring has at least 131,072 entries.');
  const bits = new Uint8Array(Math.ceil(entries / 8));
  for (const index of setIndexes) {
    if (!Number.isInteger(index) || index < 0 || index >= entries) {
      throw new KlusCVError('invalid_request', 'An index lies outside the bitstring.');
    }
    bits[index >> 3] = (bits[index >> 3] ?? 0) | (0x80 >> (index & 7));
  }
  return bits;
};

/** `encodedList` of a bitstring: multibase base64url (`u`) of its gzip (section 3.3); the same bits always give the same text. */
export const encodeBitstringList = (bits: Uint8Array): string =>
  `u${toBase64Url(gzipSync(bits, { level: 9, mtime: 0 }))}`;

/** The bits behind an `encodedList`; refused beyond `maxBytes` unpacked, or when it is not `u`, base64url and gzip. Never throws. */
export const decodeBitstringList = (
  encodedList: string,
  { maxBytes = defaultMaxBytes }: { readonly maxBytes?: number } = {},
): Result<Bytes, BitstringProblem> => {
  const packed =
    encodedList.startsWith('u') && encodedList.length <= maxEncodedLength
      ? fromBase64Url(encodedList.slice(1))
      : undefined;
  if (!packed)
    return err({ code: 'bitstring_malformed', message: 'The encoded list is not multibase base64url.' });
  const unpacked = inflate(packed, { packing: 'gzip', maxBytes });
  if (unpacked.ok && unpacked.value.length * 8 < minimumEntries) {
    return err({ code: 'bitstring_malformed', message: 'The list is shorter than 131,072 entries.' });
  }
  return unpacked;
};

/** The bit at an index; undefined outside the list, which must never be read as "not set". */
export const getBit = (bits: Uint8Array, index: number): boolean | undefined => {
  if (!Number.isInteger(index)) return undefined;
  const byte = bits[Math.floor(index / 8)];
  return byte === undefined ? undefined : (byte & (0x80 >> (index % 8))) !== 0;
};
