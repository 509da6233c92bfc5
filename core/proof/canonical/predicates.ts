/** Predicates, and how lines with them begin: kept whole, since joining many short texts costs more than hashing them. */
import { keptNames, writeName } from './names.ts';

/** A predicate and the first sign of what comes behind it. */
export type Opening = {
  /** Begins with a space, and ends with a quote, with `<`, or with a space. */
  readonly text: string;
  /** Its place among all openings of the same tables, in the order of N-Quads; counted anew with each new predicate. */
  order: number;
  /** The same behind the name of a blank node, by name; filled when first needed. */
  readonly begins: string[];
};

export type Predicate = {
  /** Between spaces. */
  readonly text: string;
  readonly literal: Opening;
  readonly iri: Opening;
  readonly blank: Opening;
};

const createOpening = (text: string): Opening => ({ text, order: 0, begins: [] });

const createPredicate = (iri: string): Predicate => ({
  text: ` <${iri}> `,
  literal: createOpening(` <${iri}> "`),
  iri: createOpening(` <${iri}> <`),
  blank: createOpening(` <${iri}> `),
});

export type Predicates = {
  readonly all: Map<string, Predicate>;
  /** The predicate of an IRI, the same for all who ask. */
  readonly of: (iri: string) => Predicate;
};

/** Literals come before IRIs, and blank nodes last: `"`, `<`, `_`. */
const kinds = ['literal', 'iri', 'blank'] as const;

/** Counts all openings, so that whole numbers are compared where lines are sorted. */
export const orderPredicates = ({ all }: Predicates): void => {
  const texts = [...all.values()].sort((one, other) => (one.text < other.text ? -1 : 1));
  for (const [rank, predicate] of texts.entries()) {
    for (const [kind, name] of kinds.entries()) predicate[name].order = rank * kinds.length + kind;
  }
};

export const createPredicates = (): Predicates => {
  const all = new Map<string, Predicate>();
  return {
    all,
    of: (iri) => {
      const predicate = all.get(iri) ?? createPredicate(iri);
      all.set(iri, predicate);
      return predicate;
    },
  };
};

const keepBegin = (opening: Opening, name: number): string => {
  // Joined as a list: a text that is added up stays in pieces, which every later hash would collect again.
  const begin = [writeName(name), opening.text].join('');
  opening.begins[name] = begin;
  return begin;
};

/** The beginning of a line of a blank node, by the node's name. */
export const beginLine = (opening: Opening, name: number): string =>
  name < keptNames ? (opening.begins[name] ?? keepBegin(opening, name)) : writeName(name) + opening.text;
