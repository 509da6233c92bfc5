/** The canonical form of a JSON-LD document: what a Data Integrity proof signs. */
import { canonizeByLibrary } from './canonize-by-library.ts';
import type { DocumentLoader } from './document-loader.ts';

export { canonizeByLibrary } from './canonize-by-library.ts';
export type { DocumentLoader } from './document-loader.ts';

export type CanonizeOptions = { readonly loadDocument: DocumentLoader };

/**
 * The document as canonical N-Quads (RDFC-1.0 with SHA-256, JSON-LD 1.1 in safe mode). Rejects when a context or a term
 * is not defined.
 */
export const canonize = (document: object, { loadDocument }: CanonizeOptions): Promise<string> =>
  canonizeByLibrary(document, { loadDocument });
