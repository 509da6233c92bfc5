/** Data Integrity proofs over W3C credentials and presentations: one file per verb in `data-integrity/`. */
export { cryptosuiteFor, cryptosuites } from './data-integrity/cryptosuites.ts';
export type { Proof } from './data-integrity/parse-proofs.ts';
export {
  createPresentation,
  issueDataIntegrity,
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
