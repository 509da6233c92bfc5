/** What blank nodes are called while texts are written, as whole numbers. */

/** In the text that a blank node is hashed by it is `_:a` itself, and all others are `_:z` (RDFC-1.0 section 4.6). */
export const itself = 0;
export const another = 1;
/** `_:c14n0`, `_:c14n1`, … */
export const canonicalName = (index: number): number => 2 + index;

/** Texts of names below this are kept. */
export const keptNames = 40;

const spell = (name: number): string =>
  name === itself ? '_:a' : name === another ? '_:z' : `_:c14n${name - canonicalName(0)}`;

const keptTexts: readonly string[] = Array.from({ length: keptNames }, (_, name) => spell(name));
const keptEnds: readonly string[] = keptTexts.map((text) => [text, ' .\n'].join(''));

export const writeName = (name: number): string => keptTexts[name] ?? spell(name);
/** The end of a line whose object is the node of that name. */
export const endLine = (name: number): string => keptEnds[name] ?? `${spell(name)} .\n`;

const maxKeptOrders = 256;
const keptOrders = new Map<number, readonly number[]>();

/** So many canonical names in the order of their texts, where `_:c14n10` comes before `_:c14n2`. Often asked for. */
export const canonicalNames = (count: number): readonly number[] => {
  const known = keptOrders.get(count);
  if (known) return known;
  const names = Array.from({ length: count }, (_, index) => canonicalName(index));
  const spelled = names.map((name) => ({ name, text: spell(name) }));
  spelled.sort((one, other) => (one.text < other.text ? -1 : 1));
  const ordered = spelled.map(({ name }) => name);
  if (count <= maxKeptOrders) keptOrders.set(count, ordered);
  return ordered;
};
