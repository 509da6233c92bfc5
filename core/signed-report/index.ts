/** Reports for the file, signed by the verifier. See README.md. */
export { compareReports } from './compare-reports.ts';
export { type Change, ReportContent, ReportNote, type Since } from './content.ts';
export { digestCredentials, hexDigest } from './digest-credentials.ts';
export { createReference } from './reference.ts';
export {
  type ReportKey,
  renderReportJson,
  type SignedReport,
  signNote,
  signReport,
} from './sign-report.ts';
export {
  type ReportAuthor,
  type ReportProblem,
  type VerifiedReport,
  verifyReport,
} from './verify-report.ts';
