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
const compare = (one: string, other: string): number => (one < other ? -1 : one === other ? 0 : 1);

/** Each line behind its subject. Added one by one: an engine then copies the letters once, when the text is hashed. */
const writeLines = (begin: string, subject: string, lines: readonly string[]): string => {
  let text = begin;
  for (const line of lines) text = text + subject + line;
  return text;
};

/** Section 4.6: the quads of one blank node, in which it is `_:a` and any other blank node is `_:z`. */
const firstDegreeText = (node: GraphNode): string => {
  const { parent, predicate, children } = node;
  const lines = mergeLines(node, children, otherNode);
  if (!parent) return writeLines('', '_:a', lines);
  // `<` comes before `_:a`, and that before `_:z`.
  return parent.subject === ''
    ? `${writeLines('', '_:a', lines)}_:z${predicate}_:a .\n`
    : writeLines(`${parent.subject}${predicate}_:a .\n`, '_:a', lines);
};

type Label = { readonly label: string; readonly index: number };

const maxKeptLabels = 256;
const labelsByCount = new Map<number, readonly Label[]>();

/** The labels of so many blank nodes in the order of their texts, where `_:c14n10` comes before `_:c14n2`. Often asked for. */
const labelsOf = (count: number): readonly Label[] => {
  const known = labelsByCount.get(count);
  if (known) return known;
  const labels = Array.from({ length: count }, (_, index) => ({ label: `_:c14n${index}`, index }));
  labels.sort((one, other) => compare(one.label, other.label));
  if (count <= maxKeptLabels) labelsByCount.set(count, labels);
  return labels;
};

/** Gives each blank node its canonical label, and them all in the order of their labels; undefined when two hashes are equal. */
export const labelBlankNodes = (
  nodes: readonly GraphNode[],
  hashText: HashText,
): readonly GraphNode[] | undefined => {
  const blank = nodes.filter(({ subject }) => subject === '');
  // One alone is the first, whatever its hash.
  if (blank.length > 1) {
    for (const node of blank) node.hash = hashText('sha256', firstDegreeText(node));
    blank.sort((one, other) => compare(one.hash, other.hash));
    for (let index = 1; index < blank.length; index += 1) {
      if (blank[index]?.hash === blank[index - 1]?.hash) return undefined;
    }
  }
  const ordered: GraphNode[] = [];
  for (const { label, index } of labelsOf(blank.length)) {
    const node = blank[index];
    if (!node) continue;
    node.label = label;
    ordered.push(node);
  }
  return ordered;
};

const bySubject = (one: GraphNode, other: GraphNode): number => compare(one.subject, other.subject);
const byObject = (one: GraphNode, other: GraphNode): number =>
  one.rank - other.rank || compare(one.label, other.label);

/** N-Quads of the nodes, sorted, under the labels of blank nodes; in parts, in their order. */
const writeQuads = (nodes: readonly GraphNode[], blank: readonly GraphNode[]): readonly string[] => {
  const parts: string[] = [];
  let narrow = '';
  // No subject with the space behind it begins another, so that sorting subjects sorts the lines of all; and `<` comes
  // before `_`.
  const named = nodes.filter(({ subject }) => subject !== '').sort(bySubject);
  for (const node of [...named, ...blank]) {
    const { label, subject, children, wide } = node;
    if (children.length > 1) children.sort(byObject);
    const lines = mergeLines(node, children, labelOf);
    if (wide) parts.push(narrow, writeLines('', label || subject, lines));
    narrow = wide ? '' : writeLines(narrow, label || subject, lines);
  }
  parts.push(narrow);
  return parts;
};

/** Canonical N-Quads of the nodes, in parts; undefined is outside. */
export const labelNodes = (
  nodes: readonly GraphNode[],
  hashText: HashText,
): readonly string[] | undefined => {
  const blank = labelBlankNodes(nodes, hashText);
  return blank && writeQuads(nodes, blank);
};
