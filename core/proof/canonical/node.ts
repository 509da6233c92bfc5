/** A node of the graph while it is written: its quads in the order of N-Quads. */
export type GraphNode = {
  /** `<iri>`, or empty for a blank node. */
  readonly subject: string;
  /**
   * Whether its lines may have letters beyond Latin-1. Engines keep other texts in half the room, and hash them in half the
   * time, unless they are joined to one that has.
   */
  wide: boolean;
  /** Predicate, object and end of line of each quad whose object is no blank node; begins with a space. Sorted. */
  readonly lines: string[];
  /** The rank of each line's predicate among all predicates. */
  readonly ranks: number[];
  /** The blank nodes that are objects of this one. */
  readonly children: BlankNode[];
};

/** A blank node below another node: the object of one quad. */
export type BlankNode = {
  readonly parent: GraphNode;
  readonly predicate: string;
  readonly rank: number;
  readonly node: GraphNode;
};

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

/** The lines of a node, with one for each child: under the same predicate a blank node comes behind all other objects. */
export const mergeLines = (
  { lines, ranks }: GraphNode,
  children: readonly { readonly rank: number; readonly line: string }[],
): readonly string[] => {
  const merged: string[] = [];
  let next = 0;
  for (const { rank, line } of children) {
    while (next < lines.length && (ranks[next] ?? 0) <= rank) {
      merged.push(lines[next] ?? '');
      next += 1;
    }
    merged.push(line);
  }
  for (; next < lines.length; next += 1) merged.push(lines[next] ?? '');
  return merged;
};
