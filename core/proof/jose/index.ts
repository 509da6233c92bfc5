/** W3C credentials and presentations under JOSE. Apart from `core/proof/index.ts`: no page needs it. See README.md. */
export { type ClaimsProblem, documentFrom, findClaimsProblem } from './check-claims.ts';
export { type JoseProblem, signDocumentJwt, type VerifiedDocument, verifyDocumentJwt } from './jwt.ts';
export {
  coseContentType,
  coseType,
  type DocumentKind,
  isType,
  jwtType,
  sdJwtType,
} from './media-types.ts';
export { signDocumentSdJwt, verifyDocumentSdJwt } from './sd-jwt.ts';
