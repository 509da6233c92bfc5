/** The same JSON or another, as text: other spacing, escapes, a member twice; or its bytes damaged. */
import { toUtf8 } from '../../core/bytes.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateJson } from './mutate-json.ts';
import type { Mutation } from './mutation.ts';
import { oddNames, oddValue } from './odd-values.ts';
import type { Random } from './random.ts';

const maxLength = 2_000_000;

const parse = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
};

const escapeSome = (text: string, random: Random): string =>
  text.replace(/[a-z]/g, (letter) =>
    random.chance(0.05) ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}` : letter,
  );

/** A member once more, before or behind the first one: readers differ on which of the two counts. */
const withMemberTwice = (text: string, random: Random): string => {
  const members = [...text.matchAll(/"([^"\\]+)":/g)];
  const [whole, name] = members.length === 0 ? ['', ''] : random.pick(members);
  const at = text.indexOf(whole ?? '');
  const member = `"${name || random.pick(oddNames)}":${JSON.stringify(oddValue(random)) ?? 'null'},`;
  return at < 1 ? text : text.slice(0, at) + member + text.slice(at);
};

/** Ways to write the same down. */
const written = (value: unknown, random: Random): string => {
  const text = JSON.stringify(value) ?? 'null';
  return random.pick<() => string>([
    () => text,
    () => text,
    () => JSON.stringify(value, null, random.pick([1, 2, '\t'])) ?? 'null',
    () => escapeSome(text, random),
    () => withMemberTwice(text, random),
    () => `\ufeff${text}`,
    () => `[${text},${text}]`,
    () => `{"credential":${text}}`,
  ])();
};

/** JSON text, meddled with as JSON most of the time and as bytes for the rest. */
export const mutateJsonText: Mutation<Uint8Array> = (bytes, donors, random) => {
  const value = parse(bytes);
  if (value === undefined || random.chance(0.25)) return mutateBytes(bytes, donors, random);
  const others = donors.map(parse).filter((donor) => donor !== undefined);
  const { value: changed, step } = random.chance(0.1)
    ? { value, step: 'rewritten' }
    : mutateJson(value, others, random);
  return { value: toUtf8(written(changed, random).slice(0, maxLength)), step };
};
