/** Members that JSON has and JavaScript hides. */

/**
 * True when an object anywhere in the value has a member of its own called `__proto__`: JSON-LD processors lose it on the way,
 * so that it would stand in a document without having been signed.
 */
export const hasHiddenMember = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasHiddenMember);
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(hasHiddenMember);
};
