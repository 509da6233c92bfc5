/** Is it genuine, whose is it, does it still hold? See README.md. */
export { addCacheCounts, type CacheCounts } from './cache-counts.ts';
export { type CheckCode, checkCodes, createCheck, verdictOf } from './check-codes.ts';
export type { ExpectedBinding } from './checks/check-nonce.ts';
export {
  checkCredentialModel,
  checkEnvelope,
  checkHolderClaims,
  checkPresentationModel,
  checkTerms,
  credentialMembers,
  credentialsIn,
  type EnvelopeKind,
  envelopeKindOf,
  isUrl,
  type ModelCode,
  type ModelProblem,
  type ModelProblems,
  parseDataUrl,
  partyId,
  periodOf,
} from './checks/data-model/index.ts';
export type { DocumentLoader, LoadedStatusList, TrustState, VerifyContext } from './context.ts';
export { createReport } from './create-report.ts';
export { decisiveCode } from './decisive-code.ts';
export type { StatusReference } from './formats/index.ts';
export { createIssuerChains, type IssuerChains } from './formats/issuer-chains.ts';
export type { Asked } from './judge-credential.ts';
export { type ParseFailure, parseFailure, type Seen, seenMessage } from './messages.ts';
export { parseReceived } from './parse-received.ts';
export {
  type Received,
  type ReceivedCredential,
  type ReceivedPresentation,
  receivedLimits,
} from './received.ts';
export {
  type Check,
  type CheckName,
  type CopyNote,
  type CredentialFormat,
  type CredentialReport,
  type Message,
  type Outcome,
  outcomes,
  type Report,
  type ShownRecord,
} from './report.ts';
export { type SignedPart, signedPartsOf } from './signed-part.ts';
export { hasFewMembers } from './status-lists/has-few-members.ts';
export { loadListVerdict } from './status-lists/load-verdict.ts';
export { readBitstringList } from './status-lists/read-bitstring-list.ts';
export { readTokenList } from './status-lists/read-token-list.ts';
export type { StatusAnswer } from './status-lists/status-answer.ts';
export type { ListContent, ListVerdict } from './status-lists/verified-list.ts';
export { createVerifiedLists, type VerifiedLists } from './status-lists/verified-lists.ts';
export { type CredentialTrace, recheckStatus, traceCredentials } from './trace-credentials.ts';
export { verifyCredential, verifyReceived } from './verify-credential.ts';
export { verifyMalformed } from './verify-malformed.ts';
export { type PresentationVerdict, verifyPresentation } from './verify-presentation.ts';
export { worstOutcome } from './worst-outcome.ts';
