export {
  algorithmOf,
  allAlgorithms,
  isSignatureAlgorithm,
  kluscvAlgorithms,
  signatureAlgorithms,
  signatureLength,
  signatureLengthOf,
} from './algorithms.ts';
export { fromBase58, toBase58 } from './base58.ts';
export { BlsPublicKey, isBlsPoint, isBlsPublicKey, type VerificationKey } from './bls-key.ts';
export { PublicJwk } from './jwk.ts';
export { multikeyFrom, publicJwkFromMultikey, verificationKeyFromMultikey } from './multikey.ts';
export { parsePrivateJwk, parsePublicJwk, samePublicJwk } from './parse-public-jwk.ts';
export { PrivateJwk, publicJwkFrom } from './private-jwk.ts';
export { thumbprintOf } from './thumbprint.ts';
