/** The wallet's half of OpenID4VCI and OpenID4VP, without a screen. See README.md. */
export { acceptOffer } from './accept-offer.ts';
export {
  type Answer,
  type AskedClaim,
  type Candidate,
  findCandidates,
  goesBeyond,
  isRequired,
  preselect,
  preselectClaims,
  type Slot,
  satisfies,
  shownClaimNames,
} from './choose.ts';
export { createResponse, type VpToken } from './create-response.ts';
export type { AskedPresentation } from './describe-request.ts';
export type { FlowPorts, HolderKey, KeyStore } from './flow-ports.ts';
export { type FlowProblem, type FlowProblemCode, flowProblemCodes } from './flow-problem.ts';
export { bundleCredentials, HeldCredential } from './held-credential.ts';
export { type DigitalPresentationRequest, parseDigitalRequest } from './parse-digital-request.ts';
export { type PresentationRequest, parseRequest } from './parse-request.ts';
export { receiveOffer } from './receive-offer.ts';
export { type ResolvedOffer, resolveOffer } from './resolve-offer.ts';
export { createDigitalResponse, type SentResponse, sendRefusal, sendResponse } from './send-response.ts';
