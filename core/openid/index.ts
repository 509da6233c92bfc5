export {
  type BasisOptions,
  createRequestObject,
  createRequestUri,
  purposeInfoFormat,
  type RequestKey,
  type RequestObject,
  type RequestOptions,
  requestObjectType,
  signRequestObject,
} from './authorization-request.ts';
export {
  type Answer,
  type AuthorizationResponse,
  type EncryptedResponse,
  type Presented,
  parseAuthorizationResponse,
  parseDecryptedResponse,
  parseDigitalResponse,
  parseEncryptedResponse,
  type ResponseProblem,
} from './authorization-response.ts';
export { claimSetsOf } from './claim-sets.ts';
export {
  type CredentialQuery,
  createDcqlQuery,
  type DcqlQuery,
  formatOfQueryId,
  type PresentationFormat,
  presentationFormats,
  presentationFormOf,
} from './dcql.ts';
export {
  createSignedDigitalRequest,
  createUnsignedDigitalRequest,
  type DigitalProtocol,
  type DigitalRequest,
  digitalAudience,
  digitalProtocols,
} from './digital-request.ts';
export { decryptMessage, encryptMessage } from './encryption.ts';
export {
  type ContentEncryption,
  contentEncryptions,
  type EncryptionKey,
  findEncryptionKey,
} from './encryption-key.ts';
export { askedClaims, Purpose, type PurposePolicy, policyOf, purposes } from './purposes.ts';
export {
  type ClientIdPrefix,
  clientIdPrefixes,
  type Flow,
  flows,
  isEncrypted,
  type ResponseMode,
  responseModes,
} from './request-options.ts';
