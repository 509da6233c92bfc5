/**
 * A document as single statements with names for its blank nodes, straight from the term tables: what selective disclosure
 * (vc-di-ecdsa section 3.4) selects from. Skolemized ids stand for blank nodes, as in the algorithms there.
 */
import { hashTextInJavaScript, prepareTables, writeCompiled } from './canonize-compiled.ts';
import { type HashText, labelBlankNodes } from './label-nodes.ts';
import { writeName } from './names.ts';
import type { GraphNode } from './node.ts';
import { endOfIri } from './terms.ts';

type Members = Readonly<Record<string, unknown>>;

const prefix = 'urn:bnid:';

type NameOf = (name: string) => string | undefined;

/** What a blank node is called again; undefined for other IRIs. */
const deskolemize = (iri: string, nameOf: NameOf): string | undefined =>
  iri.startsWith(prefix) ? `_:${nameOf(iri.slice(prefix.length))}` : undefined;

/** The statements of a node whose skolemized ids stand for blank nodes. */
const statementsOfNode = (node: GraphNode, nameOf: NameOf): readonly string[] => {
  const subject = deskolemize(node.iri, nameOf) ?? node.subject;
  const statements: string[] = [];
  for (let line = node.first; line; line = line.next) {
    const { opening, value, end } = line;
    const name = end === endOfIri ? deskolemize(value, nameOf) : undefined;
    statements.push(
      name === undefined
        ? subject + opening.text + value + end
        : `${subject}${opening.text.slice(0, -1)}${name} .\n`,
    );
  }
  return statements;
};

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A copy in which each node without an id has one, counted parents first. */
export const skolemizeDocument = (document: Members): Members => {
  let count = 0;
  const copy = (value: unknown, isDocument = false): unknown => {
    if (Array.isArray(value)) return value.map((one) => copy(one));
    if (!isMembers(value)) return value;
    const id = 'id' in value ? {} : { id: `${prefix}_${count++}` };
    const members = Object.entries(value).map(([name, one]) => [
      name,
      isDocument && name === '@context' ? one : copy(one),
    ]);
    return { ...id, ...Object.fromEntries(members) };
  };
  const copied = copy(document, true);
  return isMembers(copied) ? copied : {};
};

/**
 * Every statement of a skolemized document or a selection of one; undefined is outside.
 *
 * @param nameOf what a blank node is called, by its name in the copy (`_0`); the same when left out
 */
export const statementsOf = (
  document: Members,
  nameOf: NameOf = (name) => name,
): readonly string[] | undefined =>
  writeCompiled(document)?.nodes.flatMap((node) => statementsOfNode(node, nameOf));

/**
 * The canonical label of each blank node of a document (`c14n0`), by the name that it has in its skolemized copy (`_0`).
 * Undefined when the document is outside of the tables, when compaction would give it another shape, or when two nodes say
 * the same.
 */
export const canonicalLabels = async (
  document: Members,
  hashText: HashText = hashTextInJavaScript,
): Promise<ReadonlyMap<string, string> | undefined> => {
  await prepareTables(document);
  const written = writeCompiled(document);
  if (!written?.plain || !labelBlankNodes(written.nodes, hashText)) return undefined;
  const blank = written.nodes.filter(({ subject }) => subject === '');
  // Of twins the primitives may name either one first, and each has a place of its own here.
  if (blank.length > 1 && new Set(blank.map(({ hash }) => hash)).size < blank.length) return undefined;
  return new Map(blank.map(({ name }, index) => [`_${index}`, writeName(name).slice(2)]));
};
