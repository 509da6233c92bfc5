export { isOutdated, platformByDid, platformByUrl, tookPart, verifierByCertificate } from './look-up.ts';
export {
  Platform,
  signTrustList,
  TrustList,
  type TrustListProblem,
  trustListType,
  Verifier,
  verifyTrustList,
} from './trust-list.ts';
