/** The documents behind the URLs that a KlusCV names. Nothing here knows of a network. */

import contextV1 from './kluscv/v1.context.json' with { type: 'json' };
import schemaV1 from './kluscv/v1.schema.json' with { type: 'json' };
import vctV1 from './kluscv/v1.vct.json' with { type: 'json' };
import credentialsV1 from './vendor/credentials-v1.json' with { type: 'json' };
import credentialsV2 from './vendor/credentials-v2.json' with { type: 'json' };
import dataIntegrityV2 from './vendor/data-integrity-v2.json' with { type: 'json' };
import ed25519Signature2020V1 from './vendor/ed25519-signature-2020-v1.json' with { type: 'json' };
import multikeyV1 from './vendor/multikey-v1.json' with { type: 'json' };

export const kluscvContextUrl = 'https://kluscv.nl/ns/v1';
export const kluscvSchemaUrl = 'https://kluscv.nl/schema/v1.json';
export const kluscvVct = 'https://kluscv.nl/vct/v1';
/** The credential's type, beside `VerifiableCredential`. */
export const kluscvType = 'KlusCVCredential';

/** SD-JWT VC type metadata: the names of all claims in Dutch and English (SD-JWT VC draft 19, section 4). */
export const typeMetadata = vctV1;
/** JSON Schema 2020-12 of a KlusCV in the W3C form; `$defs/claims` is what every format shares. */
export const kluscvSchema = schemaV1;

/** Every JSON-LD context that this project knows, by URL. */
export const contextDocuments: ReadonlyMap<string, object> = new Map<string, object>([
  [kluscvContextUrl, contextV1],
  ['https://www.w3.org/2018/credentials/v1', credentialsV1],
  ['https://www.w3.org/ns/credentials/v2', credentialsV2],
  ['https://w3id.org/security/data-integrity/v2', dataIntegrityV2],
  ['https://w3id.org/security/multikey/v1', multikeyV1],
  ['https://w3id.org/security/suites/ed25519-2020/v1', ed25519Signature2020V1],
]);

/** What issuers and verifiers serve below `/contexts/`, by the path there. */
export const publishedDocuments: ReadonlyMap<
  string,
  { readonly mediaType: string; readonly document: object }
> = new Map([
  ['ns/v1', { mediaType: 'application/ld+json', document: contextV1 }],
  ['schema/v1.json', { mediaType: 'application/schema+json', document: schemaV1 }],
  ['vct/v1', { mediaType: 'application/json', document: vctV1 }],
]);

export type LoadedDocument = { contextUrl: null; documentUrl: string; document: object };

/**
 * Gives the document of a URL, in the form that JSON-LD processors take (JSON-LD 1.1 API, section 9.4).
 * Rejects for any URL that is not pinned here: a verification never fetches a context.
 */
export const loadDocument = async (url: string): Promise<LoadedDocument> => {
  const document = contextDocuments.get(url);
  if (document === undefined)
    throw new Error(`This context is not one of those built in: ${url.slice(0, 200)}`);
  return { contextUrl: null, documentUrl: url, document };
};
