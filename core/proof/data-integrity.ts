/** Data Integrity proofs over W3C credentials and presentations: one file per verb and per suite in `data-integrity/`. */
export type { CryptosuiteName } from './data-integrity/cryptosuite.ts';
export {
  type AcceptedCryptosuites,
  allCryptosuites,
  cryptosuiteFor,
  kluscvCryptosuites,
} from './data-integrity/cryptosuites.ts';
export { readMoment } from './data-integrity/date-time-stamp.ts';
export { disclosureIdOf } from './data-integrity/disclosure-id.ts';
export type { Proof } from './data-integrity/parse-proofs.ts';
export {
  type BaseProofRequest,
  type BbsSigner,
  type BbsSigningTools,
  type DeriveProblem,
  deriveSdProof,
  issueBbsBaseProof,
  issueSdBaseProof,
  type SdSigningTools,
} from './data-integrity/selective-disclosure.ts';
export {
  createPresentation,
  issueDataIntegrity,
  type ProofChoices,
  type SecuredDocument,
  type SigningTools,
  signPresentation,
} from './data-integrity/sign-document.ts';
export {
  type DataIntegrityProblem,
  type ProofExpectation,
  type VerifiedProofs,
  type VerifyingTools,
  verifyDataIntegrity,
} from './data-integrity/verify-document.ts';
