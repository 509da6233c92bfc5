/** Members that JSON has and JavaScript hides. */

/**
 * True when an object anywhere in the value has a member of its own called `__proto__`: JSON-LD processors lose it on the way,
 * so that it would stand in a document without having been signed.
 */
export const hasHiddenMember = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasHiddenMember);
  for (const name of Object.keys(value)) {
    if (name === '__proto__') return true;
    const member: unknown = Reflect.get(value, name);
    if (typeof member === 'object' && hasHiddenMember(member)) return true;
  }
  return false;
};

/**
 * Throws a `TypeError` for such a member: said by whoever writes a canonical form, since it is there that it would be lost.
 * Tables know no term of that name, so that documents inside of them have none.
 */
export const refuseHiddenMembers = (document: object): void => {
  if (hasHiddenMember(document)) throw new TypeError('The document has a member that cannot be signed.');
};
