/**
 * RDFC-1.0 (RDF Dataset Canonicalization, section 4.4) for a graph in which each blank node is the object of at most
 * one quad, and the first-degree hashes of all differ. Equal hashes ask for the whole algorithm, and are outside.
 */
import type { CryptoPort } from '../../ports.ts';
import { type GraphNode, mergeLines } from './node.ts';

/** Lower-case hexadecimal of the hash of a text in UTF-8. */
export type HashText = NonNullable<CryptoPort['hashText']>;

const otherNode = (): string => '_:z';
const labelOf = ({ label }: GraphNode): string => label;
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Section 4.6: the quads of one blank node, in which it is `_:a` and any other blank node is `_:z`. */
const firstDegreeText = (node: GraphNode): string => {
  const { parent, predicate, children } = node;
  const own = `_:a${mergeLines(node, children, otherNode).join('_:a')}`;
  if (!parent) return own;
  // `<` comes before `_:a`, and that before `_:z`.
  return parent.subject === ''
    ? `${own}_:z${predicate}_:a .\n`
    : `${parent.subject}${predicate}_:a .\n${own}`;
};

/** Gives each blank node its canonical label; false when two hashes are equal. */
export const labelBlankNodes = (nodes: readonly GraphNode[], hashText: HashText): boolean => {
  const hashed: { readonly hash: string; readonly node: GraphNode }[] = [];
  for (const node of nodes) {
    if (node.subject === '') hashed.push({ node, hash: hashText('sha256', firstDegreeText(node)) });
  }
  hashed.sort((one, other) => compare(one.hash, other.hash));
  for (const [index, { node, hash }] of hashed.entries()) {
    if (index > 0 && hash === hashed[index - 1]?.hash) return false;
    node.label = `_:c14n${index}`;
  }
  return true;
};

const bySubject = (one: GraphNode, other: GraphNode): number =>
  compare(one.label || one.subject, other.label || other.subject);
const byObject = (one: GraphNode, other: GraphNode): number =>
  one.rank - other.rank || compare(one.label, other.label);

/** N-Quads of the nodes, sorted, under the labels of blank nodes; in parts, in their order. */
const writeQuads = (nodes: readonly GraphNode[]): readonly string[] => {
  const parts: string[] = [];
  let narrow = '';
  // No subject with the space behind it begins another, so that sorting subjects sorts the lines of all.
  for (const node of [...nodes].sort(bySubject)) {
    const subject = node.label || node.subject;
    const text = subject + mergeLines(node, node.children.sort(byObject), labelOf).join(subject);
    if (node.wide) parts.push(narrow, text);
    narrow = node.wide ? '' : narrow + text;
  }
  parts.push(narrow);
  return parts;
};

/** Canonical N-Quads of the nodes, in parts; undefined is outside. */
export const labelNodes = (nodes: readonly GraphNode[], hashText: HashText): readonly string[] | undefined =>
  labelBlankNodes(nodes, hashText) ? writeQuads(nodes) : undefined;
