/** One record of a file before it is understood: values by column or path. */
export type Row = {
  /** The value at a column or path; undefined when there is none. */
  readonly get: (path: string) => unknown;
};

/** Reads the members on the way through JSON, own ones only. */
export const readPath = (value: unknown, path: readonly string[]): unknown => {
  let current = value;
  for (const member of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, member)) return undefined;
    current = (current as Record<string, unknown>)[member];
  }
  return current;
};

const splitPaths = new Map<string, readonly string[]>();

/** The members of a path such as `worker.id`. Remembered, since a file asks for the same few paths again and again. */
export const splitPath = (path: string): readonly string[] => {
  const known = splitPaths.get(path);
  if (known !== undefined) return known;
  const members = path.split('.');
  if (splitPaths.size < 1000) splitPaths.set(path, members);
  return members;
};
