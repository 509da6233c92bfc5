/** A JWT whose parts somebody opened: header and payload as JSON, the signature as bytes, parts of another one. */
import { fromBase64Url, toBase64Url, toUtf8 } from '../../core/bytes.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateJson } from './mutate-json.ts';
import type { Mutation } from './mutation.ts';
import type { Random } from './random.ts';

const parse = (part: string): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(fromBase64Url(part)));
  } catch {
    return undefined;
  }
};

/** One part of base64url JSON (a header, a payload, a disclosure) with something changed in it. */
export const mutateEncodedJson: Mutation<string> = (part, donors, random) => {
  const value = parse(part);
  if (value === undefined) return { value: `${part}A`, step: 'letter added' };
  const { value: changed, step } = mutateJson(value, donors.map(parse), random);
  return { value: toBase64Url(toUtf8(JSON.stringify(changed) ?? '')), step };
};

/** The same bytes in base64 that is not base64url, or nearly the same. */
const respelled = (part: string, random: Random): string =>
  random.pick([
    `${part}=`,
    `${part}==`,
    `${part}A`,
    part.slice(0, -1),
    ` ${part}`,
    `${part.slice(0, -1)}${random.pick(['A', 'B', 'g', 'w', '-', '_'])}`,
    '',
  ]);

const partOf = (jwt: string, index: number): string => jwt.split('.')[index] ?? '';

export const mutateJwt: Mutation<string> = (jwt, donors, random) => {
  const parts = jwt.split('.');
  const index = random.below(Math.max(1, parts.length));
  const part = parts[index] ?? '';
  const others = donors.map((donor) => partOf(donor, index));
  const put = (value: string, step: string) => ({
    value: parts.with(index, value).join('.'),
    step: `part ${index} ${step}`,
  });
  const kind = random.below(6);
  if (kind === 0) return put(respelled(part, random), 'respelled');
  if (kind === 1 && others.length > 0) return put(random.pick(others), 'from a donor');
  if (kind === 2) return { value: parts.toSpliced(index, 1).join('.'), step: `part ${index} removed` };
  if (index === 2) {
    const { value, step } = mutateBytes(fromBase64Url(part) ?? new Uint8Array(1), [], random);
    return put(toBase64Url(value), step);
  }
  const { value, step } = mutateEncodedJson(part, others, random);
  return put(value, step);
};
