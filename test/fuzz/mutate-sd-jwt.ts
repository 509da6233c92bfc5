/** An SD-JWT whose disclosures somebody dropped, doubled, forged or took from another one. */
import { toBase64Url, toUtf8 } from '../../core/bytes.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateEncodedJson, mutateJwt } from './mutate-jwt.ts';
import type { Mutation } from './mutation.ts';
import { oddNames, oddValue } from './odd-values.ts';
import type { Random } from './random.ts';

/** The issuer's JWT, the disclosures, and the holder's JWT (or an empty text), in the order of RFC 9901 section 4. */
type Parts = { readonly jwt: string; readonly disclosures: readonly string[]; readonly binding: string };

const take = (text: string): Parts => {
  const [jwt = '', ...rest] = text.split('~');
  return { jwt, disclosures: rest.slice(0, -1), binding: rest.at(-1) ?? '' };
};

const put = ({ jwt, disclosures, binding }: Parts): string => [jwt, ...disclosures, binding].join('~');

const forged = (random: Random): string =>
  toBase64Url(
    toUtf8(JSON.stringify(['c2FsdHNhbHRzYWx0c2FsdA', random.pick(oddNames), oddValue(random)]) ?? ''),
  );

type Change = (parts: Parts, donor: Parts, random: Random) => Parts;

const at = (list: readonly string[], random: Random): number => random.below(Math.max(1, list.length));

const changes: ReadonlyMap<string, Change> = new Map<string, Change>([
  [
    'some disclosures dropped',
    (parts, _donor, random) => {
      const share = random.pick([0.1, 0.5, 0.9]);
      return { ...parts, disclosures: parts.disclosures.filter(() => !random.chance(share)) };
    },
  ],
  [
    'disclosure dropped',
    (parts, _donor, random) => ({
      ...parts,
      disclosures: parts.disclosures.toSpliced(at(parts.disclosures, random), 1),
    }),
  ],
  [
    'disclosure doubled',
    (parts, _donor, random) => ({
      ...parts,
      disclosures: [...parts.disclosures, parts.disclosures[at(parts.disclosures, random)] ?? ''],
    }),
  ],
  ['disclosures turned round', (parts) => ({ ...parts, disclosures: parts.disclosures.toReversed() })],
  [
    'disclosure changed',
    (parts, donor, random) => {
      const index = at(parts.disclosures, random);
      const { value } = mutateEncodedJson(parts.disclosures[index] ?? '', donor.disclosures, random);
      return { ...parts, disclosures: parts.disclosures.toSpliced(index, 1, value) };
    },
  ],
  [
    'disclosure forged',
    (parts, _donor, random) => ({
      ...parts,
      disclosures: parts.disclosures.toSpliced(
        at(parts.disclosures, random),
        random.below(2),
        forged(random),
      ),
    }),
  ],
  [
    'disclosures of a donor',
    (parts, donor, random) => ({
      ...parts,
      disclosures: random.chance(0.5) ? donor.disclosures : [...parts.disclosures, ...donor.disclosures],
    }),
  ],
  ['JWT of a donor', (parts, donor) => ({ ...parts, jwt: donor.jwt })],
  [
    'JWT changed',
    (parts, donor, random) => ({ ...parts, jwt: mutateJwt(parts.jwt, [donor.jwt], random).value }),
  ],
  [
    'binding changed',
    (parts, donor, random) => ({
      ...parts,
      binding: mutateJwt(parts.binding || parts.jwt, [donor.binding, parts.jwt], random).value,
    }),
  ],
  ['binding dropped', (parts) => ({ ...parts, binding: '' })],
]);

const names = [...changes.keys()];

const wrap = (text: string, random: Random): string =>
  JSON.stringify(
    random.pick<unknown>([[text], [text, text], { credential: text }, { vp_token: { a: [text] } }]),
  );

/** Text of an SD-JWT with or without key binding, taken apart most of the time and as bytes for the rest. */
export const mutateSdJwt: Mutation<Uint8Array> = (bytes, donors, random) => {
  if (random.chance(0.25)) return mutateBytes(bytes, donors, random);
  const decode = (text: Uint8Array) => take(new TextDecoder().decode(text));
  const step = random.pick(names);
  const parts = decode(bytes);
  const donor = donors.length === 0 ? parts : decode(random.pick(donors));
  const text = put(changes.get(step)?.(parts, donor, random) ?? parts);
  return { value: toUtf8(random.chance(0.05) ? wrap(text, random) : text), step };
};
