const deepest = 4;

/** The values of a JSON object by their paths, as `worker.id`; lists stay whole. */
export function* flatten(value: unknown, prefix = '', depth = 0): Generator<[string, unknown]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    // A dot in a name could not be told from the dot between two members.
    if (name === '' || name.includes('.')) continue;
    const path = prefix === '' ? name : `${prefix}.${name}`;
    const goesDeeper =
      typeof member === 'object' && member !== null && !Array.isArray(member) && depth < deepest;
    if (goesDeeper) yield* flatten(member, path, depth + 1);
    else yield [path, member];
  }
}
