/** SD-JWT VC (RFC 9901, SD-JWT VC draft 19): one file per verb in `sd-jwt/`. */
export { issueSdJwt, type SdJwtContent } from './sd-jwt/issue-sd-jwt.ts';
export {
  addKeyBinding,
  type KeyBindingExpectation,
  type KeyBindingProblem,
  verifyKeyBinding,
} from './sd-jwt/key-binding.ts';
export { type ParsedSdJwt, parseSdJwt, type SdJwtParseProblem } from './sd-jwt/parse-sd-jwt.ts';
export {
  type ClaimPath,
  presentSdJwt,
  type SdJwtPresentation,
  selectDisclosures,
} from './sd-jwt/present-sd-jwt.ts';
export { type Place, type ProcessedClaims, processDisclosures } from './sd-jwt/process-disclosures.ts';
export {
  checkTypeMetadata,
  parseTypeMetadata,
  TypeMetadata,
  type TypeMetadataProblem,
} from './sd-jwt/type-metadata.ts';
export {
  type SdJwtProblem,
  sdJwtVcTypes,
  type VerifiedSdJwt,
  verifyParsedSdJwt,
  verifySdJwt,
} from './sd-jwt/verify-sd-jwt.ts';
