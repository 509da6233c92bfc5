/** Bytes that were damaged on the way: bits, cuts, doublings, parts of other bytes. */
import { type Bytes, concatBytes, toUtf8 } from '../../core/bytes.ts';
import type { Mutation } from './mutation.ts';
import type { Random } from './random.ts';

// biome-ignore format: rows of odd things
const oddTexts: readonly string[] = [
  ' ', '\n', '\u0000', '\ufeff', '\u00a0', '\u200b', '\u202e', '\ufffd', 'é', 'e\u0301', '😀', '~', '.', '..', '=', '+', '-', '_', '"', '\\', '{', '}', '[', ']', ',', ':', '0', '9', 'e', '#', '%', '/', '\\u0000', '\\ud800', '__proto__', 'null',
];

const oddBytes: readonly Bytes[] = [
  ...oddTexts.map(toUtf8),
  Uint8Array.of(0xff),
  Uint8Array.of(0xc0, 0xaf),
  Uint8Array.of(0xed, 0xa0, 0x80),
];

/** A stretch of bytes, most often short. */
const stretch = (length: number, random: Random): readonly [start: number, end: number] => {
  const start = random.below(length + 1);
  const most = random.chance(0.7) ? 8 : length;
  return [start, Math.min(length, start + 1 + random.below(Math.max(1, most)))];
};

const cut = (bytes: Uint8Array, start: number, end: number, between: Uint8Array): Bytes =>
  concatBytes(bytes.subarray(0, start), between, bytes.subarray(end));

type Change = (bytes: Uint8Array, donor: Uint8Array, random: Random) => Bytes;

const changes: ReadonlyMap<string, Change> = new Map<string, Change>([
  [
    'bit',
    (bytes, _donor, random) => {
      const at = random.below(bytes.length);
      return cut(bytes, at, at + 1, Uint8Array.of((bytes[at] ?? 0) ^ (1 << random.below(8))));
    },
  ],
  [
    'byte',
    (bytes, _donor, random) => {
      const at = random.below(bytes.length);
      return cut(bytes, at, at + 1, Uint8Array.of(random.below(256)));
    },
  ],
  [
    'same kind of letter',
    (bytes, _donor, random) => {
      const at = random.below(bytes.length);
      return cut(bytes, at, at + 1, bytes.subarray(random.below(bytes.length)).subarray(0, 1));
    },
  ],
  ['removed', (bytes, _donor, random) => cut(bytes, ...stretch(bytes.length, random), new Uint8Array())],
  [
    'truncated',
    (bytes, _donor, random) => cut(bytes, random.below(bytes.length), bytes.length, new Uint8Array()),
  ],
  ['beheaded', (bytes, _donor, random) => cut(bytes, 0, random.below(bytes.length), new Uint8Array())],
  [
    'doubled',
    (bytes, _donor, random) => {
      const [start, end] = stretch(bytes.length, random);
      return cut(bytes, end, end, bytes.subarray(start, end));
    },
  ],
  [
    'moved',
    (bytes, _donor, random) => {
      const [start, end] = stretch(bytes.length, random);
      const rest = cut(bytes, start, end, new Uint8Array());
      const at = random.below(rest.length + 1);
      return cut(rest, at, at, bytes.subarray(start, end));
    },
  ],
  [
    'odd inserted',
    (bytes, _donor, random) => {
      const at = random.chance(0.2) ? random.pick([0, bytes.length]) : random.below(bytes.length + 1);
      return cut(bytes, at, at, random.pick(oddBytes));
    },
  ],
  [
    'donor spliced in',
    (bytes, donor, random) => {
      const [start, end] = stretch(bytes.length, random);
      return cut(bytes, start, end, donor.subarray(start, end));
    },
  ],
  [
    'donor from here on',
    (bytes, donor, random) => {
      const at = random.below(bytes.length);
      return cut(bytes, at, bytes.length, donor.subarray(at));
    },
  ],
  [
    'bloated',
    (bytes, _donor, random) => {
      const at = random.below(bytes.length);
      const filling = random.pick(oddBytes);
      const times = random.pick([10, 1_000, 100_000]);
      return cut(bytes, at, at, concatBytes(...Array.from({ length: times }, () => filling)));
    },
  ],
]);

const names = [...changes.keys()];
/** Bloating costs a hundred times as much as the others: seldom. */
const usual = names.filter((name) => name !== 'bloated');

export const mutateBytes: Mutation<Uint8Array> = (bytes, donors, random) => {
  const step = random.chance(0.01) ? 'bloated' : random.pick(usual);
  const change = changes.get(step);
  const donor = donors.length === 0 ? bytes : random.pick(donors);
  if (change === undefined || bytes.length === 0) return { value: toUtf8('{}'), step: 'emptied' };
  return { value: change(bytes, donor, random), step };
};
