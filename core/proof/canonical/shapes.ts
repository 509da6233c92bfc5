/**
 * What the members of an element are, by their names alone: found once for each list of names in a scope. Elements of one kind
 * have the same names in the same order, so that finding it again takes a comparison for each name.
 */
import type { Scope } from './scopes.ts';
import type { Term } from './terms.ts';

export type Shape = {
  /** What each member is, in their order: the id, the types, or a property. */
  readonly terms: readonly Term[];
  /** The names of the members that are the id and the types. */
  readonly id: string | undefined;
  readonly type: string | undefined;
};

/** What is known behind a list of names. */
export type NamesNode = {
  /** What the names until here are as a whole; undefined when it was not asked for yet. */
  shape: Shape | 'outside' | undefined;
  /** The name that was met next, the first time; nearly always it is the only one. */
  name: string;
  child: NamesNode | undefined;
  others: Map<string, NamesNode> | undefined;
};

/** The lists of names of a scope. */
export type KnownNames = { root: NamesNode };

const createNode = (): NamesNode => ({ shape: undefined, name: '', child: undefined, others: undefined });

/**
 * Some five hundred kinds of elements. Then all are forgotten, in every scope, so that odd documents cannot fill the memory: those
 * that nobody comes to again would keep theirs.
 */
const maxNodes = 10_000;
let nodes = 0;
/** Those that have names. */
let filled: KnownNames[] = [];

export const createKnownNames = (): KnownNames => ({ root: createNode() });

const forgetNames = (): void => {
  for (const names of filled) names.root = createNode();
  filled = [];
  nodes = 0;
};

const addChild = (parent: NamesNode, name: string): NamesNode => {
  const known = parent.others?.get(name);
  if (known) return known;
  nodes += 1;
  const child = createNode();
  if (parent.child) {
    parent.others ??= new Map();
    parent.others.set(name, child);
  } else {
    parent.name = name;
    parent.child = child;
  }
  return child;
};

const describe = (names: readonly string[], { terms }: Scope): Shape | 'outside' => {
  const found: Term[] = [];
  let [id, type]: (string | undefined)[] = [];
  for (const name of names) {
    const term = terms.get(name);
    if (!term || term.kind === 'keyword') return 'outside';
    if ((term.kind === 'id' && id !== undefined) || (term.kind === 'type' && type !== undefined))
      return 'outside';
    if (term.kind === 'id') id = name;
    if (term.kind === 'type') type = name;
    found.push(term);
  }
  return { terms: found, id, type };
};

/** The shape of an element with members of these names; `outside` when one is not known, or when there are two ids or types. */
export const shapeOf = (names: readonly string[], scope: Scope): Shape | 'outside' => {
  if (nodes >= maxNodes) forgetNames();
  const { root } = scope.names;
  let node = root;
  for (const name of names) {
    if (node.child !== undefined && node.name === name) node = node.child;
    // What is not known is not kept: names from outside may be as long as they like.
    else if (!scope.terms.has(name)) return 'outside';
    else {
      if (root.child === undefined) filled.push(scope.names);
      node = addChild(node, name);
    }
  }
  node.shape ??= describe(names, scope);
  return node.shape;
};
