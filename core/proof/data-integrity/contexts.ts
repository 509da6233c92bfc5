/** The contexts that know what a proof is. */
import type { JsonObject } from '../../strict-json.ts';

export const credentialsV2Context = 'https://www.w3.org/ns/credentials/v2';
export const dataIntegrityContext = 'https://w3id.org/security/data-integrity/v2';

/** The contexts of a document, as a list. */
export const contextsOf = (document: JsonObject): readonly unknown[] => {
  const context = document['@context'];
  if (context === undefined) return [];
  return Array.isArray(context) ? context : [context];
};

/** True when the document's own contexts define the terms of a proof; those of VCDM 1.1 do not. */
export const definesProofs = (document: JsonObject): boolean => {
  const contexts = contextsOf(document);
  return contexts.includes(credentialsV2Context) || contexts.includes(dataIntegrityContext);
};

/** The document, with a context that knows of proofs: one of VCDM 1.1 does not by itself. */
export const withProofContext = (document: JsonObject): JsonObject =>
  definesProofs(document)
    ? document
    : { ...document, '@context': [...contextsOf(document), dataIntegrityContext] };
