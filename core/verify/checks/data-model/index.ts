/** Is it written as the data model asks? See README.md. */
export { checkTerms } from './check-terms.ts';
export { checkCredentialModel, credentialMembers } from './credential.ts';
export { checkEnvelope, type EnvelopeKind, envelopeKindOf, parseDataUrl } from './envelope.ts';
export { periodOf } from './period.ts';
export { checkHolderClaims, checkPresentationModel, credentialsIn } from './presentation.ts';
export type { ModelCode, ModelProblem, ModelProblems } from './problem.ts';
export { isUrl, partyId } from './values.ts';
