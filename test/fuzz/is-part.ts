/** Whether what was shown is what was signed, or a part of it: fewer members, fewer items, and never another value. */

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Each item of `part` is found in an item of `whole` of its own. */
const areItemsOf = (part: readonly unknown[], whole: readonly unknown[]): boolean => {
  const [first, ...rest] = part;
  if (part.length === 0) return true;
  return whole.some(
    (item, index) =>
      isPart(first, item) && areItemsOf(rest, [...whole.slice(0, index), ...whole.slice(index + 1)]),
  );
};

/** True when nothing in `part` is not in `whole` too, at the same place. */
export const isPart = (part: unknown, whole: unknown): boolean => {
  if (Array.isArray(part)) return Array.isArray(whole) && areItemsOf(part, whole);
  if (isObject(part)) {
    return (
      isObject(whole) &&
      Object.entries(part).every(([name, value]) => Object.hasOwn(whole, name) && isPart(value, whole[name]))
    );
  }
  return part === whole;
};

/** True when each is a part of the other: equal, whatever the order of members and items. */
export const isSame = (one: unknown, other: unknown): boolean => isPart(one, other) && isPart(other, one);
