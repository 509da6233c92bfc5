/**
 * What the words of a document mean (VCDM 2.0 sections 4.3, 4.5 and 5.2): every term defined, every type a URL, no
 * protected term redefined. A canonicalization over RDF would find it out; a JCS proof and a JWT do not look.
 */
import { isJsonObject, type JsonObject } from '../../../strict-json.ts';
import type { DocumentLoader } from '../../context.ts';
import { type ModelProblem, type ModelProblems, problem, unless } from './problem.ts';
import { isUrl } from './values.ts';

const isName = (value: unknown): boolean =>
  typeof value === 'string' && (value.startsWith('_:') || isUrl(value));

/** All values of `@type` in an expanded document. */
const typesIn = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value.flatMap(typesIn);
  if (!isJsonObject(value)) return [];
  // A value's type is a datatype, and JSON literals are nobody's statements.
  if ('@value' in value) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === '@type' ? (Array.isArray(inner) ? inner : [inner]) : typesIn(inner),
  );
};

const codeOf = (error: unknown): unknown => {
  if (!isJsonObject(error) || !isJsonObject(error.details)) return undefined;
  return error.details.code ?? (isJsonObject(error.details.event) ? error.details.event.code : undefined);
};

const explain = (error: unknown): ModelProblem => {
  const code = String(codeOf(error));
  if (code.includes('protected')) return problem('term_redefined', '5.2', 'A protected term is redefined.');
  if (code.startsWith('loading'))
    return problem('context_unknown', '4.3', 'A context is not one of those built in.');
  if (code.includes('@type') || code === 'invalid IRI mapping')
    return problem('type_not_url', '4.5', 'A type is not mapped to a URL.');
  return problem('term_undefined', '4.3', 'A term is not defined by the contexts.');
};

/** Expands the document in JSON-LD's safe mode, with the given loader alone and no base URL. Never throws. */
export const checkTerms = async (
  document: JsonObject,
  loadDocument: DocumentLoader,
): Promise<ModelProblems> => {
  // Loaded only here: the library is large, and no page asks this.
  const { default: jsonld } = await import('jsonld');
  let expanded: unknown;
  try {
    expanded = await jsonld.expand(structuredClone(document), {
      documentLoader: loadDocument,
      safe: true,
      base: null,
    });
  } catch (error) {
    return [explain(error)];
  }
  return unless(
    typesIn(expanded).every(isName),
    problem('type_not_url', '4.5', 'A type is not mapped to a URL.'),
  );
};
