/**
 * The nodes of a document: expansion and conversion to RDF (JSON-LD 1.1 API sections 5.1 and 7.2) in one walk, for
 * documents wholly inside the known subset. Everything in doubt is outside, and is left to the library.
 */
import { addLiteral } from './literals.ts';
import { addChild, addLine, createNode, type GraphNode } from './node.ts';
import { type Found, followBack, followProperty, followTypes, type Missing, type Scope } from './scopes.ts';
import { shapeOf } from './shapes.ts';
import { endOfIri, type IriTerm, isPlainIri, type Term } from './terms.ts';

const maxDepth = 24;
/** An id stands in each statement of its node: with a long one a short document would fill the memory. */
const maxIriLength = 1_000;

/** What is known while a document is walked. */
type Walk = {
  /** Parents before their children. */
  readonly nodes: GraphNode[];
  readonly subjects: Set<string>;
  /** False as soon as expansion and compaction might give another document than the one that was read. */
  plain: boolean;
  /** A step that was not yet made: make it, and walk again. */
  missing: Missing | undefined;
  readonly onMissing: (missing: Missing) => void;
};

type Members = Readonly<Record<string, unknown>>;

/** Objects as JSON gives them. */
const isPlainObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

const isScope = (found: Found): found is Scope => found !== undefined && found !== 'outside';

/** The IRI of an id; undefined unless it is absolute and could not be a compact IRI. */
const readIri = (value: unknown, { prefixes }: Scope): string | undefined => {
  if (typeof value !== 'string' || value.length > maxIriLength || !isPlainIri(value)) return undefined;
  return prefixes.size > 0 && prefixes.has(value.slice(0, value.indexOf(':'))) ? undefined : value;
};

const iriTerm = (scope: Scope, name: unknown): IriTerm | undefined => {
  const term: Term | undefined = typeof name === 'string' ? scope.terms.get(name) : undefined;
  return term?.kind === 'iri' ? term : undefined;
};

/** The scope that the members of an element are read in, before its type is looked at (section 5.1.2, steps 7 to 9). */
const enter = (walk: Walk, keys: readonly string[], passed: Scope, via: IriTerm | undefined): Found => {
  let scope: Found = passed;
  if (passed.ends) {
    let isReference = false;
    if (keys.length <= 2) {
      for (const key of keys) {
        const kind = passed.terms.get(key)?.kind;
        if (kind === 'keyword') return 'outside';
        isReference = kind === 'id' && keys.length === 1;
      }
    }
    if (!isReference) scope = followBack(passed, walk.onMissing);
  }
  return via?.scoped && isScope(scope) ? followProperty(scope, via.scoped, walk.onMissing) : scope;
};

/** The name of the member that says the types of an element; undefined is outside, and empty when there is none. */
const typeNameOf = (keys: readonly string[], { terms }: Scope): string | undefined => {
  let name = '';
  for (const key of keys) {
    if (terms.get(key)?.kind !== 'type') continue;
    if (name !== '') return undefined;
    name = key;
  }
  return name;
};

const noTypes: readonly IriTerm[] = [];

/** The types that a member names; undefined is outside. */
const readTypes = (value: unknown, scope: Scope): readonly IriTerm[] | undefined => {
  if (!Array.isArray(value)) {
    const type = iriTerm(scope, value);
    return type && [type];
  }
  const types: IriTerm[] = [];
  for (const name of value) {
    const type = iriTerm(scope, name);
    if (!type) return undefined;
    types.push(type);
  }
  return types.length === 0 ? undefined : types;
};

/** Writes one value of a property that is no list; false is outside. */
const writeValue = (
  walk: Walk,
  node: GraphNode,
  value: unknown,
  term: IriTerm,
  inner: IriTerm,
  scope: Scope,
  depth: number,
): boolean => {
  const { values } = inner;
  if (values.kind === 'outside') return false;
  if (typeof value === 'object') {
    if ((values.kind === 'literal' && !values.nodes) || !isPlainObject(value)) return false;
    if (values.kind === 'literal' && values.tagged) walk.plain = false;
    return writeChild(walk, node, term, value, scope, inner, depth + 1);
  }
  if (values.kind === 'literal') {
    if (values.tagged && typeof value !== 'string') walk.plain = false;
    return addLiteral(node, term.predicate.literal, value, values);
  }
  if (values.kind === 'vocab') {
    walk.plain = false;
    const named = iriTerm(scope, value);
    return named !== undefined && addLine(node, term.predicate.iri, named.iri, endOfIri);
  }
  const iri = readIri(value, scope);
  return iri !== undefined && addLine(node, term.predicate.iri, iri, endOfIri);
};

const writeProperty = (
  walk: Walk,
  node: GraphNode,
  name: string,
  value: unknown,
  term: IriTerm,
  scope: Scope,
  depth: number,
): boolean => {
  if (term.values.kind === 'outside') return false;
  if (!term.sole || (term.isSet && !Array.isArray(value))) walk.plain = false;
  let inner = term;
  let within: Scope = scope;
  if (term.scoped) {
    const found = followProperty(scope, term.scoped, walk.onMissing);
    const innerTerm = isScope(found) ? iriTerm(found, name) : undefined;
    if (!innerTerm || !isScope(found)) return false;
    inner = innerTerm;
    within = found;
  }
  if (!Array.isArray(value)) return writeValue(walk, node, value, term, inner, within, depth);
  if (value.length === 0) return false;
  for (const one of value) {
    if (Array.isArray(one) || !writeValue(walk, node, one, term, inner, within, depth)) return false;
  }
  return true;
};

/** Writes an element as a node of its own; undefined is outside. An element of only an id is its IRI. */
const writeElement = (
  walk: Walk,
  element: Members,
  passed: Scope,
  via: IriTerm | undefined,
  depth: number,
): GraphNode | string | undefined => {
  const isDocument = depth === 0;
  const keys = isDocument ? Object.keys(element).filter((key) => key !== '@context') : Object.keys(element);
  if (keys.length === 0 || depth > maxDepth) return undefined;
  const outer = enter(walk, keys, passed, via);
  if (!isScope(outer)) return undefined;
  // A type may bring what the other members are: where the outer scope does not know them, it has to know the type.
  const outerShape = shapeOf(keys, outer);
  const typeName = outerShape === 'outside' ? typeNameOf(keys, outer) : (outerShape.type ?? '');
  if (typeName === undefined) return undefined;
  const types = typeName === '' ? noTypes : readTypes(element[typeName], outer);
  const scope = types && followTypes(outer, types, walk.onMissing);
  if (!types || !isScope(scope)) return undefined;
  const shape = scope === outer ? outerShape : shapeOf(keys, scope);
  // What is a type under one context and not under the other is outside.
  if (shape === 'outside' || (shape.type ?? '') !== typeName) return undefined;
  const subject = shape.id === undefined ? '' : readIri(element[shape.id], scope);
  if (subject === undefined) return undefined;
  if (keys.length === 1 && subject !== '') return isDocument ? undefined : subject;
  if (subject !== '') {
    if (walk.subjects.has(subject)) return undefined;
    walk.subjects.add(subject);
  }
  const node = createNode(subject);
  walk.nodes.push(node);
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] ?? '';
    const term = shape.terms[index];
    switch (term?.kind) {
      case 'id':
        break;
      case 'type':
        for (const type of types) {
          if (!type.soleType) walk.plain = false;
          if (!addLine(node, scope.types, type.iri, endOfIri)) return undefined;
        }
        break;
      case 'iri':
        if (!writeProperty(walk, node, key, element[key], term, scope, depth)) return undefined;
        break;
      default:
        return undefined;
    }
  }
  return node;
};

const writeChild = (
  walk: Walk,
  parent: GraphNode,
  { predicate }: IriTerm,
  value: Members,
  scope: Scope,
  via: IriTerm,
  depth: number,
): boolean => {
  const child = writeElement(walk, value, scope, via, depth);
  if (child === undefined) return false;
  if (typeof child === 'string') return addLine(parent, predicate.iri, child, endOfIri);
  if (child.iri !== '') return addLine(parent, predicate.iri, child.iri, endOfIri);
  return addChild(parent, predicate, child);
};

export type WrittenNodes = {
  readonly nodes: readonly GraphNode[];
  /** Whether expanding the document and compacting it again gives the same members at the same places. */
  readonly plain: boolean;
};

/**
 * The nodes of a document without its `@context`, parents before children; `missing` when a step has to be made first;
 * undefined when the document is outside.
 */
export const writeNodes = (
  document: object,
  root: Scope,
): WrittenNodes | { readonly missing: Missing } | undefined => {
  if (!isPlainObject(document)) return undefined;
  const walk: Walk = {
    nodes: [],
    subjects: new Set(),
    plain: true,
    missing: undefined,
    onMissing: (missing) => {
      walk.missing ??= missing;
    },
  };
  const written = writeElement(walk, document, root, undefined, 0);
  if (walk.missing) return { missing: walk.missing };
  return written === undefined ? undefined : { nodes: walk.nodes, plain: walk.plain };
};
