/** The record and its forms. See README.md. */
export { type Choice, parseChoice } from './choice.ts';
export { chooseClaims } from './choose-claims.ts';
export { baseClaims, type ClaimName, Claims, claimNames, offByDefault, PartialClaims } from './claims.ts';
export { correctsCounted } from './corrects-counted.ts';
export { type DescribedRecord, type DescribedReviews, describeRecord } from './describe-record.ts';
export {
  type BitstringStatusListEntry,
  createCredential,
  type StatusPlace,
  type UnsignedCredential,
} from './envelope.ts';
export {
  formatDate,
  formatMonth,
  formatNumber,
  formatPercent,
  localDateOf,
  monthsBetween,
} from './format.ts';
export { GigRating, GigRecord, GigStatus } from './gig-record.ts';
export { createJwtCredential, jwtCredentialContexts } from './jwt-credential.ts';
export { mandatoryClaims, mandatoryPointersOf } from './mandatory-claims.ts';
export { recordFromClaims } from './record-from-claims.ts';
export type { Row } from './row.ts';
export {
  Attendance,
  ClientCount,
  EscoCount,
  LocalDate,
  NameBasis,
  Rating,
  type Review,
  Satisfaction,
  SectorCount,
  type Worker,
  WorkRecord,
} from './work-record.ts';
