/** Results of a DID resolution, in the form of `did-resolver`. */
import type { DIDDocument, DIDResolutionResult } from 'did-resolver';

/**
 * `unreachable`: nobody answered, so that nothing is known. `notFound`: there is no such document, or not of that version.
 * `invalidDid` and `invalidDidDocument`: what was asked, or what came, is not in the form of the method.
 * `representationNotSupported`: asked for in a form other than JSON. (`did-resolver` itself adds `unsupportedDidMethod`.)
 */
export type DidError =
  | 'invalidDid'
  | 'invalidDidDocument'
  | 'notFound'
  | 'representationNotSupported'
  | 'unreachable';

export const resolved = (didDocument: DIDDocument): DIDResolutionResult => ({
  didResolutionMetadata: { contentType: 'application/did' },
  didDocument,
  didDocumentMetadata: {},
});

export const unresolved = (error: DidError): DIDResolutionResult => ({
  didResolutionMetadata: { error },
  didDocument: null,
  didDocumentMetadata: {},
});
