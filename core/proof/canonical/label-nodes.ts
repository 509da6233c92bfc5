/**
 * RDFC-1.0 (RDF Dataset Canonicalization, section 4.4) for a graph in which each blank node is the object of at most
 * one quad, and the first-degree hashes of all differ. Equal hashes ask for the whole algorithm, and are outside.
 */
import type { CryptoPort } from '../../ports.ts';
import type { GraphNode } from './node.ts';

/** Lower-case hexadecimal of the hash of a text in UTF-8. */
export type HashText = NonNullable<CryptoPort['hashText']>;

type Incoming = { readonly parent: GraphNode; readonly predicate: string };

/** A graph is a set: lines that occur twice are outside. The lines come sorted. */
const hasTwice = (lines: readonly string[]): boolean =>
  lines.some((line, index) => index > 0 && line === lines[index - 1]);

/** Section 4.6: the quads of one blank node, in which it is `_:a` and any other blank node is `_:z`. */
const firstDegreeText = ({ lines, children }: GraphNode, incoming: Incoming | undefined): string => {
  const outgoing =
    children.length === 0
      ? lines
      : [...lines, ...children.map(({ predicate }) => `${predicate}_:z .\n`)].sort();
  const own = `_:a${outgoing.join('_:a')}`;
  if (!incoming) return own;
  // `<` comes before `_:a`, and that before `_:z`.
  const { parent, predicate } = incoming;
  return parent.subject === ''
    ? `${own}_:z${predicate}_:a .\n`
    : `${parent.subject}${predicate}_:a .\n${own}`;
};

/** The canonical label of each blank node; undefined when two hashes are equal. */
const labelBlankNodes = (
  nodes: readonly GraphNode[],
  hashText: HashText,
): ReadonlyMap<GraphNode, string> | undefined => {
  const incoming = new Map<GraphNode, Incoming>();
  for (const parent of nodes) {
    for (const { predicate, node } of parent.children) incoming.set(node, { parent, predicate });
  }
  const byHash = new Map<string, GraphNode>();
  for (const node of nodes) {
    if (node.subject !== '') continue;
    const hash = hashText('sha256', firstDegreeText(node, incoming.get(node)));
    if (byHash.has(hash)) return undefined;
    byHash.set(hash, node);
  }
  const labels = new Map<GraphNode, string>();
  for (const hash of [...byHash.keys()].sort()) {
    const node = byHash.get(hash);
    if (node) labels.set(node, `_:c14n${labels.size}`);
  }
  return labels;
};

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Sorts the lines of the nodes in place, and gives canonical N-Quads; undefined is outside. */
export const labelNodes = (nodes: readonly GraphNode[], hashText: HashText): string | undefined => {
  for (const { lines } of nodes) {
    lines.sort();
    if (hasTwice(lines)) return undefined;
  }
  const labels = labelBlankNodes(nodes, hashText);
  if (!labels) return undefined;
  // No subject with the space behind it begins another, so that sorting subjects sorts the lines of all.
  const groups = nodes.map((node) => ({ node, subject: labels.get(node) ?? node.subject }));
  groups.sort((one, other) => compare(one.subject, other.subject));
  let text = '';
  for (const { node, subject } of groups) {
    const { lines, children } = node;
    const own =
      children.length === 0
        ? lines
        : [...lines, ...children.map((child) => `${child.predicate}${labels.get(child.node)} .\n`)].sort();
    text += subject + own.join(subject);
  }
  return text;
};
