/** Members that JSON-LD's expansion keeps and RDF has no place for. */

const ofNodes: ReadonlySet<string> = new Set([
  '@id',
  '@type',
  '@graph',
  '@included',
  '@reverse',
  '@list',
  '@index',
]);
const ofValues: ReadonlySet<string> = new Set(['@value', '@type', '@language', '@direction', '@index']);

/**
 * Throws a `TypeError` for an expanded document in which a keyword stands where it says nothing, such as `@default` or `@vocab`
 * beside the members of a node (JSON-LD 1.1 section 9.2 knows no such member), or an alias of one. jsonld.js takes anything behind
 * it and forgets it without a word, in safe mode too. `@index` says nothing in RDF either, but may stand there.
 */
export const refuseLostMembers = (expanded: unknown): void => {
  if (typeof expanded !== 'object' || expanded === null) return;
  const isValue = '@value' in expanded;
  const known = isValue ? ofValues : ofNodes;
  for (const [name, member] of Object.entries(expanded)) {
    if (name.startsWith('@') && !known.has(name))
      throw new TypeError('The document has a keyword that would not be signed.');
    // What a literal of JSON has inside is signed as it stands.
    if (!isValue) refuseLostMembers(member);
  }
};
