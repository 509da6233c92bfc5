/** The paper edition with its inside changed and packed again, or its bytes or digits damaged. */
import { deflateSync } from 'fflate';
import { concatBytes, toUtf8 } from '../../core/bytes.ts';
import {
  compactToDigits,
  digitsToCompact,
  type ParsedCompact,
  parseCompact,
} from '../../core/proof/index.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateJson } from './mutate-json.ts';
import type { Mutation } from './mutation.ts';
import type { Random } from './random.ts';

const link = 'https://check.example/#';
const isLink = (bytes: Uint8Array): boolean => bytes[0] !== 1;

/** The bytes behind a link, or as they are. */
const open = (bytes: Uint8Array): Uint8Array =>
  isLink(bytes) ? (digitsToCompact(new TextDecoder().decode(bytes).split('#')[1] ?? '') ?? bytes) : bytes;

const close = (bytes: Uint8Array, asLink: boolean): Uint8Array =>
  asLink ? toUtf8(link + compactToDigits(bytes)) : bytes;

/** As `createCompact` packs it; without the dictionary, which deflate does not need to be read with one. */
const pack = (signature: Uint8Array, header: unknown, payload: unknown): Uint8Array => {
  const head = toUtf8(JSON.stringify(header) ?? '');
  const body = toUtf8(JSON.stringify(payload) ?? '');
  const length = Uint8Array.of(head.length >> 8, head.length & 0xff);
  return concatBytes(Uint8Array.of(1), signature, deflateSync(concatBytes(length, head, body)));
};

const meddle = (parsed: ParsedCompact, donors: readonly ParsedCompact[], random: Random) => {
  const { header, payload, signature } = parsed;
  const donor = random.pick([parsed, ...donors]);
  const kind = random.below(6);
  if (kind === 0) {
    const { value, step } = mutateJson(
      header,
      donors.map((one) => one.header),
      random,
    );
    return { bytes: pack(signature, value, payload), step: `header ${step}` };
  }
  if (kind === 1) return { bytes: pack(donor.signature, header, payload), step: 'signature of a donor' };
  if (kind === 2) return { bytes: pack(signature, donor.header, payload), step: 'header of a donor' };
  if (kind === 3) {
    const bomb = { ...payload, n: 'n'.repeat(random.pick([300, 20_000, 3_000_000])) };
    return { bytes: pack(signature, header, bomb), step: 'bomb' };
  }
  const { value, step } = mutateJson(
    payload,
    donors.map((one) => one.payload),
    random,
  );
  return { bytes: pack(signature, header, value), step: `payload ${step}` };
};

const parse = (bytes: Uint8Array): readonly ParsedCompact[] => {
  const parsed = parseCompact(bytes);
  return parsed.ok ? [parsed.value] : [];
};

/** The paper's link, or the bytes of its code. */
export const mutateCompact: Mutation<Uint8Array> = (bytes, donors, random) => {
  const kind = random.below(4);
  if (kind === 0) return mutateBytes(bytes, donors, random);
  const inside = open(bytes);
  if (kind === 1) {
    const { value, step } = mutateBytes(inside, donors.map(open), random);
    return { value: close(value, isLink(bytes)), step: `inside ${step}` };
  }
  const [parsed] = parse(inside);
  if (parsed === undefined) return mutateBytes(bytes, donors, random);
  const meddled = meddle(
    parsed,
    donors.flatMap((donor) => parse(open(donor))),
    random,
  );
  return { value: close(meddled.bytes, isLink(bytes)), step: meddled.step };
};
