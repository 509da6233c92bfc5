/** A node of the graph while it is written. */
export type GraphNode = {
  /** `<iri>`, or empty for a blank node. */
  readonly subject: string;
  /** Predicate, object and end of line of each quad whose object is no blank node; begins with a space. */
  readonly lines: string[];
  readonly children: { readonly predicate: string; readonly node: GraphNode }[];
};
