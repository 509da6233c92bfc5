/** What a term of an active context becomes in N-Quads; whatever is not plainly one of these is outside. */
import type { ActiveContext, Mapping } from './active-context.ts';
import type { Predicate, Predicates } from './predicates.ts';

/** What comes behind the text of a literal, from its closing quote to the newline; undefined is outside. */
export type LiteralEnds = {
  readonly text: string;
  readonly boolean: string;
  readonly integer: string;
  readonly double: string | undefined;
  /** Whether a node may stand here too: only without a datatype. */
  readonly nodes: boolean;
  /** Whether the term says in which language its texts are, or that they are in none. */
  readonly tagged: boolean;
};

export type ValueRule =
  | { readonly kind: 'iri' }
  | { readonly kind: 'vocab' }
  | ({ readonly kind: 'literal' } & LiteralEnds)
  | { readonly kind: 'outside' };

export type ScopedContext = {
  /** The name of the step into it, for a property. */
  readonly propertyStep: string;
  /** The same for a type that has no other beside it. */
  readonly typeStep: string;
  readonly value: unknown;
};

export type IriTerm = {
  readonly kind: 'iri';
  readonly name: string;
  readonly iri: string;
  readonly predicate: Predicate;
  readonly values: ValueRule;
  readonly scoped: ScopedContext | undefined;
  /**
   * Whether compaction would choose this term again: no other stands for the same IRI, unless by other languages, and no
   * context takes its scheme for a prefix.
   */
  readonly sole: boolean;
  /** The same where it stands as a type: only a term that says nothing about values is chosen there. */
  readonly soleType: boolean;
  /** Whether compaction writes a list even of one value. */
  readonly isSet: boolean;
};

export type Term =
  | IriTerm
  | { readonly kind: 'id' }
  | { readonly kind: 'type' }
  | { readonly kind: 'keyword' };

const xsd = 'http://www.w3.org/2001/XMLSchema#';
const outside: ValueRule = { kind: 'outside' };

/**
 * Absolute IRIs of ASCII letters that N-Quads write as they are. Narrower than what the library takes for absolute, so
 * that no blank node, no relative reference and no escape can be among them.
 */
const plainIri = /^[A-Za-z][A-Za-z0-9+.-]*:[!#-;=?-[\]_a-z~]*$/;
export const isPlainIri = (text: string): boolean => plainIri.test(text);

/** The end of a line whose object is an IRI. */
export const endOfIri = '> .\n';

const languageTag = /^[a-z]{1,8}(?:-[a-z0-9]{1,8})*$/;
/** Datatypes with which the library does more than writing the text down. */
const oddDatatypes: ReadonlySet<string> = new Set([
  `${xsd}double`,
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#langString',
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON',
]);

const typedRule = (datatype: string): ValueRule => {
  if (!isPlainIri(datatype) || oddDatatypes.has(datatype)) return outside;
  const end = datatype === `${xsd}string` ? '" .\n' : `"^^<${datatype}> .\n`;
  return {
    kind: 'literal',
    text: end,
    boolean: end,
    integer: end,
    double: undefined,
    nodes: false,
    tagged: false,
  };
};

const untypedRule = (language: string | null | undefined): ValueRule => {
  if (typeof language === 'string' && !languageTag.test(language)) return outside;
  return {
    kind: 'literal',
    text: typeof language === 'string' ? `"@${language} .\n` : '" .\n',
    boolean: `"^^<${xsd}boolean> .\n`,
    integer: `"^^<${xsd}integer> .\n`,
    double: `"^^<${xsd}double> .\n`,
    nodes: true,
    tagged: language !== undefined,
  };
};

const ruleOf = (mapping: Mapping): ValueRule => {
  const type = mapping['@type'];
  if (mapping.reverse || '@direction' in mapping || '@nest' in mapping || '@index' in mapping) return outside;
  if (mapping['@container']?.some((container) => container !== '@set')) return outside;
  if (type === '@id') return { kind: 'iri' };
  if (type === '@vocab') return { kind: 'vocab' };
  return type === undefined ? untypedRule(mapping['@language']) : typedRule(type);
};

const languageOf = (mapping: Mapping): string => ('@type' in mapping ? '' : (mapping['@language'] ?? ''));

/** The name of the step into the contexts of types, which come in the order of the alphabet. */
export const typeStepOf = (names: readonly string[]): string => `types ${names.join('\n')}`;

const webForm = /^https?:/;

/** The IRIs that more than one term stands for, unless each is for a language of its own. */
const sharedIris = (context: ActiveContext): ReadonlySet<string | null | undefined> => {
  const languages = new Map<string | null | undefined, string[]>();
  for (const mapping of context.mappings.values()) {
    if (mapping === null) continue;
    const id = mapping['@id'];
    languages.set(id, [...(languages.get(id) ?? []), languageOf(mapping)]);
  }
  const shared = [...languages].filter(
    ([, tags]) => tags.length > 1 && (tags.includes('') || new Set(tags).size < tags.length),
  );
  return new Set(shared.map(([id]) => id));
};

const termOf = (name: string, mapping: Mapping, sole: boolean, predicates: Predicates): Term | undefined => {
  const id = mapping['@id'];
  if (typeof id !== 'string') return undefined;
  if (id === '@id' || id === '@type') return { kind: id === '@id' ? 'id' : 'type' };
  if (id.startsWith('@')) return { kind: 'keyword' };
  if (!isPlainIri(id)) return undefined;
  const scoped =
    '@context' in mapping
      ? {
          propertyStep: `property ${JSON.stringify(mapping['@context'])}`,
          typeStep: typeStepOf([name]),
          value: mapping['@context'],
        }
      : undefined;
  return {
    kind: 'iri',
    name,
    iri: id,
    predicate: predicates.of(id),
    values: ruleOf(mapping),
    scoped,
    sole,
    soleType: sole && !['@type', '@language', '@container'].some((name) => name in mapping),
    isSet: mapping['@container']?.includes('@set') === true,
  };
};

/** Every term that may be written; one that is missing is outside, like the keywords themselves. */
export const termsOf = (context: ActiveContext, predicates: Predicates): ReadonlyMap<string, Term> => {
  const terms = new Map<string, Term>();
  const shared = sharedIris(context);
  for (const [name, mapping] of context.mappings) {
    const term =
      mapping === null || name.startsWith('@')
        ? undefined
        : termOf(
            name,
            mapping,
            !shared.has(mapping['@id']) && webForm.test(mapping['@id'] ?? ''),
            predicates,
          );
    if (term) terms.set(name, term);
  }
  return terms;
};

/** The terms that compact IRIs may begin with. */
export const prefixesOf = (context: ActiveContext): ReadonlySet<string> =>
  new Set([...context.mappings].filter(([, mapping]) => mapping?._prefix === true).map(([name]) => name));
