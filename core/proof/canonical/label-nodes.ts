/**
 * RDFC-1.0 (RDF Dataset Canonicalization, section 4.4) for a graph in which each blank node is the object of at most
 * one quad, and the first-degree hashes of all differ. Equal hashes ask for the whole algorithm, and are outside.
 */
import type { CryptoPort } from '../../ports.ts';
import { type BlankNode, type GraphNode, mergeLines } from './node.ts';

/** Lower-case hexadecimal of the hash of a text in UTF-8. */
export type HashText = NonNullable<CryptoPort['hashText']>;

/** Section 4.6: the quads of one blank node, in which it is `_:a` and any other blank node is `_:z`. */
const firstDegreeText = (node: GraphNode, incoming: BlankNode | undefined): string => {
  const { lines, children } = node;
  const outgoing =
    children.length === 0
      ? lines
      : mergeLines(
          node,
          children
            .map(({ rank, predicate }) => ({ rank, line: `${predicate}_:z .\n` }))
            .sort((one, other) => one.rank - other.rank),
        );
  const own = `_:a${outgoing.join('_:a')}`;
  if (!incoming) return own;
  // `<` comes before `_:a`, and that before `_:z`.
  const { parent, predicate } = incoming;
  return parent.subject === ''
    ? `${own}_:z${predicate}_:a .\n`
    : `${parent.subject}${predicate}_:a .\n${own}`;
};

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** The canonical label of each blank node; undefined when two hashes are equal. */
export const labelBlankNodes = (
  nodes: readonly GraphNode[],
  hashText: HashText,
): ReadonlyMap<GraphNode, string> | undefined => {
  const incoming = new Map<GraphNode, BlankNode>();
  for (const { children } of nodes) for (const child of children) incoming.set(child.node, child);
  const hashed: { readonly hash: string; readonly node: GraphNode }[] = [];
  for (const node of nodes) {
    if (node.subject !== '') continue;
    hashed.push({ node, hash: hashText('sha256', firstDegreeText(node, incoming.get(node))) });
  }
  hashed.sort((one, other) => compare(one.hash, other.hash));
  const labels = new Map<GraphNode, string>();
  let before = '';
  for (const { hash, node } of hashed) {
    if (hash === before) return undefined;
    before = hash;
    labels.set(node, `_:c14n${labels.size}`);
  }
  return labels;
};

/** N-Quads of the nodes, sorted, with a label for each blank node; in parts, in their order. */
export const writeQuads = (
  nodes: readonly GraphNode[],
  labels: ReadonlyMap<GraphNode, string>,
): readonly string[] => {
  // No subject with the space behind it begins another, so that sorting subjects sorts the lines of all.
  const groups = nodes.map((node) => ({ node, subject: labels.get(node) ?? node.subject }));
  groups.sort((one, other) => compare(one.subject, other.subject));
  const parts: string[] = [];
  let narrow = '';
  for (const { node, subject } of groups) {
    const { lines, children } = node;
    const own =
      children.length === 0
        ? lines
        : mergeLines(
            node,
            children
              .map((child) => ({
                rank: child.rank,
                line: `${child.predicate}${labels.get(child.node)} .\n`,
              }))
              .sort((one, other) => one.rank - other.rank || compare(one.line, other.line)),
          );
    const text = subject + own.join(subject);
    if (node.wide) parts.push(narrow, text);
    narrow = node.wide ? '' : narrow + text;
  }
  parts.push(narrow);
  return parts;
};

/** Canonical N-Quads of the nodes, in parts; undefined is outside. */
export const labelNodes = (
  nodes: readonly GraphNode[],
  hashText: HashText,
): readonly string[] | undefined => {
  const labels = labelBlankNodes(nodes, hashText);
  return labels && writeQuads(nodes, labels);
};
