/** The contexts of the product, and those of the public suites' own examples, which the product never takes. */
import { loadDocument } from '../../contexts/index.ts';
import vdlV1 from '../../contexts/vendor/vdl-v1.json' with { type: 'json' };
import vdlV2 from '../../contexts/vendor/vdl-v2.json' with { type: 'json' };
import type { DocumentLoader } from '../../core/verify/index.ts';

/** With the examples' context no misspelt term is ever found: it defines every one there is. */
const examples = { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } };

const documents: ReadonlyMap<string, object> = new Map<string, object>([
  ['https://www.w3.org/ns/credentials/examples/v2', examples],
  ['https://www.w3.org/2018/credentials/examples/v1', examples],
  ['https://w3id.org/vdl/v1', vdlV1],
  ['https://w3id.org/vdl/v2', vdlV2],
]);

export const loadConformanceDocument: DocumentLoader = async (url) => {
  const document = documents.get(url);
  return document === undefined ? loadDocument(url) : { contextUrl: null, documentUrl: url, document };
};
