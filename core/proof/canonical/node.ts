/** A node of the graph while it is written: its quads in the order of N-Quads. */
import { endLine } from './names.ts';
import { beginLine, type Opening, type Predicate } from './predicates.ts';

/** A quad without its subject: three texts one behind the other, since a text of two pieces takes longer to collect. */
export type Line = {
  readonly opening: Opening;
  readonly value: string;
  /** From the sign behind the value to the newline. */
  readonly end: string;
  next: Line | undefined;
};

export type GraphNode = {
  /** Empty for a blank node. */
  readonly iri: string;
  /** How its lines begin: `<iri>`, or empty for a blank node. */
  readonly subject: string;
  /** The canonical name of a blank node (`names.ts`), once it has one. */
  name: number;
  /** What blank nodes are sorted by first: by their hashes, and then by the texts of their names. */
  place: number;
  /** The first-degree hash of a blank node, once it has one. */
  hash: string;
  /**
   * Whether its lines may have letters beyond Latin-1. Engines keep other texts in half the room, and hash them in half the
   * time, unless they are joined to one that has.
   */
  wide: boolean;
  /** The quads whose object is no blank node, sorted. */
  first: Line | undefined;
  last: Line | undefined;
  /** The blank nodes that are objects of this one, by their predicate. */
  readonly children: GraphNode[];
  /** The one quad that a blank node is the object of. */
  parent: GraphNode | undefined;
  predicate: Predicate | undefined;
};

export const createNode = (iri: string): GraphNode => ({
  iri,
  subject: iri === '' ? '' : `<${iri}>`,
  name: -1,
  place: -1,
  hash: '',
  wide: false,
  first: undefined,
  last: undefined,
  children: [],
  parent: undefined,
  predicate: undefined,
});

const isBefore = (one: Line, opening: Opening, value: string, end: string): boolean =>
  one.opening === opening ? one.value + one.end < value + end : one.opening.order < opening.order;

/**
 * Looking for a place takes one step for each line that is passed. More than a KlusCV ever needs are outside: a document
 * could otherwise be written so that the steps grow with the square of its length.
 */
const maxStepsToPlace = 256;

/** Puts a line at its place; false when it is there already, since a graph is a set, or when its place is too far off. */
export const addLine = (node: GraphNode, opening: Opening, value: string, end: string): boolean => {
  const { last } = node;
  if (last === undefined || isBefore(last, opening, value, end)) {
    const line = { opening, value, end, next: undefined };
    if (last === undefined) node.first = line;
    else last.next = line;
    node.last = line;
    return true;
  }
  let before: Line | undefined;
  let next = node.first;
  for (let steps = 0; next && isBefore(next, opening, value, end); steps += 1) {
    if (steps === maxStepsToPlace) return false;
    before = next;
    next = next.next;
  }
  if (next?.opening === opening && next.value + next.end === value + end) return false;
  const line = { opening, value, end, next };
  if (before === undefined) node.first = line;
  else before.next = line;
  return true;
};

const orderOf = ({ predicate }: GraphNode): number => predicate?.blank.order ?? -1;

/** Makes a blank node the object of a quad; false when its place is too far off. */
export const addChild = (parent: GraphNode, predicate: Predicate, child: GraphNode): boolean => {
  const { children } = parent;
  const { order } = predicate.blank;
  const end = children.length;
  let place = end;
  for (let before = children[place - 1]; before && orderOf(before) > order; before = children[place - 1]) {
    if (end - place === maxStepsToPlace) return false;
    children[place] = before;
    place -= 1;
  }
  child.parent = parent;
  child.predicate = predicate;
  children[place] = child;
  return true;
};

const addBegin = (text: string, subject: string, name: number | undefined, opening: Opening): string =>
  name === undefined ? text + subject + opening.text : text + beginLine(opening, name);

/**
 * The quads of a node with those to its children, which come sorted, behind what was written before. Added one by one: an
 * engine then copies the letters once, when the text is hashed.
 *
 * @param name what the node is called; nothing when it is an IRI
 * @param childName what its children are called; nothing when each has its own name
 */
export const writeQuads = (
  before: string,
  { subject, first, children }: GraphNode,
  name: number | undefined,
  childName: number | undefined,
): string => {
  let text = before;
  let line = first;
  for (const child of children) {
    const { predicate } = child;
    if (predicate === undefined) continue;
    for (; line && line.opening.order < predicate.blank.order; line = line.next)
      text = addBegin(text, subject, name, line.opening) + line.value + line.end;
    text = addBegin(text, subject, name, predicate.blank) + endLine(childName ?? child.name);
  }
  for (; line; line = line.next) {
    text = addBegin(text, subject, name, line.opening) + line.value + line.end;
  }
  return text;
};
