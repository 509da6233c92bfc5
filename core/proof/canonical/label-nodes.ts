/**
 * RDFC-1.0 (RDF Dataset Canonicalization, section 4.4) for a graph in which each blank node is the object of at most
 * one quad, and first-degree hashes tell all apart but twins: leaves of one parent that say the same, as two reviews may.
 * Other equal hashes ask for the whole algorithm, and are outside.
 */
import type { CryptoPort } from '../../ports.ts';
import { another, canonicalName, canonicalNames, endLine, itself } from './names.ts';
import { type GraphNode, writeQuads } from './node.ts';
import { beginLine } from './predicates.ts';

/** Lower-case hexadecimal of the hash of a text in UTF-8. */
export type HashText = NonNullable<CryptoPort['hashText']>;

const compare = (one: string, other: string): number => (one < other ? -1 : one === other ? 0 : 1);

/** Section 4.6: the quads of one blank node. */
const firstDegreeText = (node: GraphNode): string => {
  const { parent, predicate } = node;
  if (!parent || !predicate) return writeQuads('', node, itself, another);
  // `<` comes before `_:a`, and that before `_:z`.
  return parent.subject === ''
    ? writeQuads('', node, itself, another) + beginLine(predicate.blank, another) + endLine(itself)
    : writeQuads(parent.subject + predicate.text + endLine(itself), node, itself, another);
};

/** The first four letters of a hash as a number: it nearly always tells two apart, and faster than the texts do. */
const headOf = (hash: string): number =>
  (hash.charCodeAt(0) << 21) | (hash.charCodeAt(1) << 14) | (hash.charCodeAt(2) << 7) | hash.charCodeAt(3);

const byHash = (one: GraphNode, other: GraphNode): number =>
  one.place - other.place || compare(one.hash, other.hash);

const isSameHash = (one: GraphNode, other: GraphNode | undefined): boolean => one.hash === other?.hash;

/** Whether no hash is there twice. */
const areTold = (sorted: readonly GraphNode[]): boolean => {
  for (let index = 1; index < sorted.length; index += 1) {
    if (sorted[index - 1]?.hash === sorted[index]?.hash) return false;
  }
  return true;
};

/**
 * First those whose hash is theirs alone, then the twins, by hash (section 4.4.3, steps 4 and 5). Which of two twins comes first
 * changes nothing, and what is hashed for them (section 4.8) is the same: their parent, which has children and so is no twin,
 * is told apart by itself. Undefined when there are equal ones that are no twins.
 */
const putTwinsLast = (sorted: readonly GraphNode[]): GraphNode[] | undefined => {
  const twins: GraphNode[] = [];
  const single: GraphNode[] = [];
  for (const [index, node] of sorted.entries()) {
    const before = sorted[index - 1];
    if (!isSameHash(node, before) && !isSameHash(node, sorted[index + 1])) single.push(node);
    else if (!node.parent || node.children.length > 0) return undefined;
    else if (isSameHash(node, before) && node.parent !== before?.parent) return undefined;
    else twins.push(node);
  }
  return [...single, ...twins];
};

/**
 * Gives each blank node its canonical name, and them all in the order of their names' texts; undefined when hashes do not
 * tell them apart.
 */
export const labelBlankNodes = (
  nodes: readonly GraphNode[],
  hashText: HashText,
): readonly GraphNode[] | undefined => {
  let blank: GraphNode[] | undefined = nodes.filter(({ subject }) => subject === '');
  // One alone is the first, whatever its hash.
  if (blank.length > 1) {
    for (const node of blank) {
      node.hash = hashText('sha256', firstDegreeText(node));
      node.place = headOf(node.hash);
    }
    blank.sort(byHash);
    if (!areTold(blank)) blank = putTwinsLast(blank);
    if (!blank) return undefined;
  }
  const ordered: GraphNode[] = [];
  for (const name of canonicalNames(blank.length)) {
    const node = blank[name - canonicalName(0)];
    if (!node) continue;
    node.name = name;
    node.place = ordered.length;
    ordered.push(node);
  }
  return ordered;
};

const bySubject = (one: GraphNode, other: GraphNode): number => compare(one.subject, other.subject);
const byObject = (one: GraphNode, other: GraphNode): number =>
  one.predicate === other.predicate
    ? one.place - other.place
    : (one.predicate?.blank.order ?? 0) - (other.predicate?.blank.order ?? 0);

/** N-Quads of the nodes, sorted, under the names of blank nodes; in parts, in their order. */
const writeGraph = (nodes: readonly GraphNode[], blank: readonly GraphNode[]): readonly string[] => {
  const parts: string[] = [];
  let narrow = '';
  // No subject with the space behind it begins another, so that sorting subjects sorts the lines of all; and `<` comes
  // before `_`.
  const named = nodes.filter(({ subject }) => subject !== '').sort(bySubject);
  for (const node of [...named, ...blank]) {
    const { name, subject, children, wide } = node;
    if (children.length > 1) children.sort(byObject);
    const text = writeQuads(wide ? '' : narrow, node, subject === '' ? name : undefined, undefined);
    if (wide) parts.push(narrow, text);
    narrow = wide ? '' : text;
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
  return blank && writeGraph(nodes, blank);
};
