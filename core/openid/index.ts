export {
  createRequestObject,
  createRequestUri,
  purposeInfoFormat,
  type RequestObject,
  type RequestOptions,
  requestObjectType,
  signRequestObject,
} from './authorization-request.ts';
export {
  type AuthorizationResponse,
  type Presented,
  parseAuthorizationResponse,
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
} from './dcql.ts';
export { askedClaims, Purpose, type PurposePolicy, policyOf, purposes } from './purposes.ts';
