export { joinTrustLists, type KnownPlatform, type KnownTrustList, narrowTrustList } from './combine.ts';
export { heldAddress } from './held-address.ts';
export { followKeyChanges, isSignedBy, KeyChange, keyChangeType, parseKeyChange } from './key-change.ts';
export {
  hasStopped,
  isCompromised,
  isOutdated,
  platformByDid,
  platformByUrl,
  platformsOfListIssuer,
  tookPart,
  verifierByCertificate,
} from './look-up.ts';
export { createLote, loteType } from './lote.ts';
export { asSchemeKeys, parseSchemeKeys, SchemeKeys, sameSchemeKeys } from './scheme-keys.ts';
export { addSignature, parseSignedText, type SignedText, signersOf, signText } from './signed-text.ts';
export {
  mayReplace,
  type OpenedTrustList,
  openTrustList,
  Platform,
  readTrustList,
  schemeName,
  signTrustList,
  TrustList,
  type TrustListProblem,
  trustListType,
  Verifier,
  verifyTrustList,
} from './trust-list.ts';
