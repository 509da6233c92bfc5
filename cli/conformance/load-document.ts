/** The contexts of the product, and the one of the specifications' examples, which defines every term there is. */
import { loadDocument } from '../../contexts/index.ts';
import type { DocumentLoader } from '../../core/verify/index.ts';

const examplesContext = 'https://www.w3.org/ns/credentials/examples/v2';
const examplesDocument = { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } };

/** Not for the product: with the examples' context no misspelt term is ever found. */
export const loadConformanceDocument: DocumentLoader = async (url) =>
  url === examplesContext
    ? { contextUrl: null, documentUrl: url, document: examplesDocument }
    : loadDocument(url);
