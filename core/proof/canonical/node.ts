/** A node of the graph while it is written: its quads in the order of N-Quads. */
export type GraphNode = {
  /** `<iri>`, or empty for a blank node. */
  readonly subject: string;
  /** The canonical label of a blank node (`_:c14n0`), once it has one. */
  label: string;
  /** The first-degree hash of a blank node, once it has one. */
  hash: string;
  /**
   * Whether its lines may have letters beyond Latin-1. Engines keep other texts in half the room, and hash them in half the
   * time, unless they are joined to one that has.
   */
  wide: boolean;
  /** Predicate, object and end of line of each quad whose object is no blank node; begins with a space. Sorted. */
  readonly lines: string[];
  /** The rank of each line's predicate among all predicates. */
  readonly ranks: number[];
  /** The blank nodes that are objects of this one, by the rank of their predicate. */
  readonly children: GraphNode[];
  /** The one quad that a blank node is the object of: subject, predicate and its rank. */
  parent: GraphNode | undefined;
  predicate: string;
  rank: number;
};

export const createNode = (subject: string): GraphNode => ({
  subject,
  label: '',
  hash: '',
  wide: false,
  lines: [],
  ranks: [],
  children: [],
  parent: undefined,
  predicate: '',
  rank: 0,
});

/** Puts a line at its place; false when it is there already, since a graph is a set. */
export const addLine = ({ lines, ranks }: GraphNode, rank: number, line: string): boolean => {
  let index = lines.length;
  lines.push(line);
  ranks.push(rank);
  while (index > 0) {
    const before = ranks[index - 1] ?? 0;
    const other = lines[index - 1] ?? '';
    if (before < rank || (before === rank && other < line)) break;
    if (before === rank && other === line) return false;
    lines[index] = other;
    ranks[index] = before;
    index -= 1;
  }
  lines[index] = line;
  ranks[index] = rank;
  return true;
};

/** Makes a blank node the object of a quad. */
export const addChild = (parent: GraphNode, rank: number, predicate: string, child: GraphNode): void => {
  child.parent = parent;
  child.predicate = predicate;
  child.rank = rank;
  const { children } = parent;
  let index = children.length;
  children.push(child);
  for (let before = children[index - 1]; before && before.rank > rank; before = children[index - 1]) {
    children[index] = before;
    index -= 1;
  }
  children[index] = child;
};

/**
 * The lines of a node with those of its children, which come sorted: under the same predicate a blank node comes behind all
 * other objects.
 */
export const mergeLines = (
  { lines, ranks }: GraphNode,
  children: readonly GraphNode[],
  objectOf: (child: GraphNode) => string,
): readonly string[] => {
  if (children.length === 0) return lines;
  const merged: string[] = [];
  let next = 0;
  for (const child of children) {
    for (; next < lines.length && (ranks[next] ?? 0) <= child.rank; next += 1) merged.push(lines[next] ?? '');
    merged.push(`${child.predicate}${objectOf(child)} .\n`);
  }
  for (; next < lines.length; next += 1) merged.push(lines[next] ?? '');
  return merged;
};
