/** Canonical N-Quads by the reference implementations: what everything else in this folder is measured against. */
import type { DocumentLoader } from './document-loader.ts';

/** The hash inside RDFC-1.0: SHA-384 with P-384 keys (vc-di-ecdsa section 3.2.3), SHA-256 with all others. */
export type CanonizeHash = 'sha256' | 'sha384';

/**
 * How often the search for equal blank nodes may go round, as a power of their number: 1 is enough for lists with a
 * few equal entries, and a poisoned graph ends in an error instead of in hours.
 */
const maxWorkFactor = 1;

/**
 * Members and elements in all that a document may have here. The library compares each value of a list with all before it:
 * six thousand take it half a second, and ten times as many a hundred times as long. A KlusCV has some hundred and fifty.
 */
const maxValues = 6_000;

/** How many members and elements of lists there are, at any depth; counting ends above the limit. */
const countValues = (value: unknown, limit: number): number => {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  for (const one of Object.values(value)) {
    count += 1 + countValues(one, limit - count);
    if (count > limit) break;
  }
  return count;
};

/**
 * The document as canonical N-Quads (RDFC-1.0): JSON-LD 1.1 in safe mode, without a base, with the given
 * loader alone; base direction goes into the datatype, as in the suites of Digital Bazaar. Rejects when a context or a
 * term is not defined, or when the document asks for too much work.
 */
export const canonizeByLibrary = async (
  document: object,
  { loadDocument, hash = 'sha256' }: { readonly loadDocument: DocumentLoader; readonly hash?: CanonizeHash },
): Promise<string> => {
  if (countValues(document, maxValues) > maxValues)
    throw new RangeError('The document has more values than are looked at.');
  // Loaded when the first document needs it: it brings a whole HTTP client, and most processes never come here.
  const { default: jsonld } = await import('jsonld');
  const rdfCanonize = await import('rdf-canonize');
  const dataset = await jsonld.toRDF(document, {
    documentLoader: loadDocument,
    safe: true,
    base: null,
    rdfDirection: 'i18n-datatype',
    produceGeneralizedRdf: false,
  });
  return rdfCanonize.canonize(dataset, {
    algorithm: 'RDFC-1.0',
    messageDigestAlgorithm: hash,
    maxWorkFactor,
  });
};
