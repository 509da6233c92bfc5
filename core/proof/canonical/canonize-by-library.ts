/** Canonical N-Quads by the reference implementations: what everything else in this folder is measured against. */
import type { DocumentLoader } from './document-loader.ts';
import { refuseHiddenMembers } from './hidden-members.ts';
import { DocumentTooHeavy, type LibraryRoom, takeRoom } from './library-room.ts';
import { refuseLostMembers } from './lost-members.ts';

/** The hash inside RDFC-1.0: SHA-384 with P-384 keys (vc-di-ecdsa section 3.2.3), SHA-256 with all others. */
export type CanonizeHash = 'sha256' | 'sha384';

/**
 * How often the search for equal blank nodes may go round, as a power of their number: 1 is enough for lists with a
 * few equal entries, and a poisoned graph ends in an error instead of in hours.
 */
const maxWorkFactor = 1;

const optionsFor = (loadDocument: DocumentLoader) =>
  ({
    documentLoader: loadDocument,
    safe: true,
    base: null,
    rdfDirection: 'i18n-datatype',
    produceGeneralizedRdf: false,
  }) as const;

/**
 * The document as JSON-LD 1.1 expands it in safe mode, without a base, with the given loader alone. Rejects when a context or a term is
 * not defined, and for what stands in it and would not be signed: a hidden member, or a keyword that says nothing there.
 */
export const expandByLibrary = async (
  document: object,
  loadDocument: DocumentLoader,
): Promise<readonly object[]> => {
  refuseHiddenMembers(document);
  // Loaded when the first document needs it: it brings a whole HTTP client, and most processes never come here.
  const { default: jsonld } = await import('jsonld');
  const expanded = await jsonld.expand(document, optionsFor(loadDocument));
  refuseLostMembers(expanded);
  return expanded;
};

/**
 * The document as canonical N-Quads (RDFC-1.0) of what `expandByLibrary` gives; base direction goes into the datatype, as in the
 * suites of Digital Bazaar. Rejects as that does, and with `DocumentTooHeavy` when the document asks for too much work.
 */
export const canonizeByLibrary = async (
  document: object,
  {
    loadDocument,
    hash = 'sha256',
    libraryRoom,
  }: {
    readonly loadDocument: DocumentLoader;
    readonly hash?: CanonizeHash;
    readonly libraryRoom?: LibraryRoom | undefined;
  },
): Promise<string> => {
  takeRoom(document, libraryRoom);
  const expanded = await expandByLibrary(document, loadDocument);
  const { default: jsonld } = await import('jsonld');
  const rdfCanonize = await import('rdf-canonize');
  const dataset = await jsonld.toRDF(expanded, { ...optionsFor(loadDocument), skipExpansion: true });
  try {
    return await rdfCanonize.canonize(dataset, {
      algorithm: 'RDFC-1.0',
      messageDigestAlgorithm: hash,
      maxWorkFactor,
    });
  } catch (cause) {
    if (!isSearchTooLong(cause)) throw cause;
    throw new DocumentTooHeavy('The document has more equal nodes than are told apart.', { cause });
  }
};

/** The library has no error of its own for it. */
const isSearchTooLong = (error: unknown): boolean =>
  error instanceof Error && /^Maximum deep iterations/.test(error.message);
