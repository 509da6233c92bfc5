export { createDidDocument, type DidDocumentKey } from './did-document.ts';
export { didJwkFrom, resolveDidJwk } from './did-jwk.ts';
export { didKeyFrom, didKeyMethodId, resolveDidKey } from './did-key.ts';
export type { DidError } from './did-resolution.ts';
export { type DidWebOptions, didWebFrom, didWebUrl, parseDidDocument } from './did-web.ts';
export { type ResolveDidOptions, resolveDid } from './resolve-did.ts';
export {
  findVerificationMethod,
  isInForce,
  namesMethod,
  type ProofPurpose,
  publicJwkOf,
  verificationKeyOf,
} from './verification-method.ts';
