/** The canonical form of a JSON-LD document: what a Data Integrity proof signs. */
import { type CanonizeHash, canonizeByLibrary } from './canonize-by-library.ts';
import type { DocumentLoader } from './document-loader.ts';

export { type CanonizeHash, canonizeByLibrary } from './canonize-by-library.ts';
export type { DocumentLoader } from './document-loader.ts';

export type CanonizeOptions = { readonly loadDocument: DocumentLoader; readonly hash?: CanonizeHash };

/**
 * The document as canonical N-Quads (RDFC-1.0 with `hash`, SHA-256 by default; JSON-LD 1.1 in safe mode). Rejects when a context or a term
 * is not defined.
 */
export const canonize = (document: object, options: CanonizeOptions): Promise<string> =>
  canonizeByLibrary(document, options);
