/** The canonical form of a JSON-LD document: what a Data Integrity proof signs. */
import { loadDocument as loadPinned } from '../../../contexts/index.ts';
import type { CryptoPort } from '../../ports.ts';
import { type CanonizeHash, canonizeByLibrary } from './canonize-by-library.ts';
import { canonizeCompiled, prepareTables } from './canonize-compiled.ts';
import type { DocumentLoader } from './document-loader.ts';
import type { LibraryRoom } from './library-room.ts';

export { type CanonizeHash, canonizeByLibrary, expandByLibrary } from './canonize-by-library.ts';
export { canonizeCompiled, prepareTables } from './canonize-compiled.ts';
export type { DocumentLoader } from './document-loader.ts';
export { hasHiddenMember, refuseHiddenMembers } from './hidden-members.ts';
export type { HashText } from './label-nodes.ts';
export { createLibraryRoom, DocumentTooHeavy, type LibraryRoom } from './library-room.ts';
export { canonicalLabels, skolemizeDocument, statementsOf } from './statements-compiled.ts';

export type CanonizeOptions = {
  readonly loadDocument: DocumentLoader;
  /** SHA-256 when left out. */
  readonly hash?: CanonizeHash;
  /** For a quicker hash than the one in JavaScript. */
  readonly crypto?: Pick<CryptoPort, 'hashText'> | undefined;
  /** What is left for the library of a verification with several documents; enough for one when left out. */
  readonly libraryRoom?: LibraryRoom | undefined;
  /** False leaves all to the library. */
  readonly compiled?: boolean;
};

let isSwitchedOn = true;
/** Turns the compiled path off or on for this thread; then everything, or what is outside, goes through the library. */
export const switchCompiledCanonicalization = (isOn: boolean): void => {
  isSwitchedOn = isOn;
};

/** How many documents went which way, since the start. */
const counts = { compiled: 0, library: 0 };
export const canonicalizationCounts = (): { readonly compiled: number; readonly library: number } => ({
  ...counts,
});

/** The loader, and not the one that the tables hold for: with it everything goes through the library. */
export const withoutCompiledCanonicalization =
  (loadDocument: DocumentLoader): DocumentLoader =>
  (url) =>
    loadDocument(url);

/** The tables are made of the pinned contexts, and hold for the loader that gives these. */
export const isCompiledLoader = (loadDocument: DocumentLoader): boolean =>
  isSwitchedOn && loadDocument === loadPinned;

/** Makes the tables that a document needs, and uses them; undefined when the document is outside. */
const canonizeWithNewTables = async (
  document: object,
  { crypto, libraryRoom }: Pick<CanonizeOptions, 'crypto' | 'libraryRoom'>,
): Promise<readonly string[] | undefined> =>
  (await prepareTables(document, libraryRoom)) ? canonizeCompiled(document, crypto?.hashText) : undefined;

/**
 * The document as canonical N-Quads (RDFC-1.0 with `hash`; JSON-LD 1.1 in safe mode), through the compiled tables where
 * they cover it, else through the library: the bytes are the same. Rejects when a context or a term is not defined.
 */
export const canonize = async (document: object, options: CanonizeOptions): Promise<string> =>
  (await canonizeInParts(document, options)).join('');

/** As `canonize`, in parts: hashed one after the other they take less time than the whole. */
export const canonizeInParts = async (
  document: object,
  options: CanonizeOptions,
): Promise<readonly string[]> => {
  const { loadDocument, hash = 'sha256', crypto, compiled = true } = options;
  if (compiled && hash === 'sha256' && isCompiledLoader(loadDocument)) {
    const parts =
      canonizeCompiled(document, crypto?.hashText) ?? (await canonizeWithNewTables(document, options));
    if (parts !== undefined) {
      counts.compiled += 1;
      return parts;
    }
  }
  counts.library += 1;
  return [await canonizeByLibrary(document, options)];
};
