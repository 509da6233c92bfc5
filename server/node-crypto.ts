/** The Node side of the cryptography ports: node:crypto, synchronous underneath, with parsed keys kept. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { algorithmOf, signatureLength } from '../core/keys/algorithms.ts';
import type { PublicJwk } from '../core/keys/jwk.ts';
import { PrivateJwk, publicJwkFrom } from '../core/keys/private-jwk.ts';
import type { CryptoPort, SignatureAlgorithm, Signer } from '../core/ports.ts';

/** Parsing a public key costs a third of a verification: keep the last ones. */
const maxKeptKeys = 512;
const keptKeys = new Map<string, KeyObject>();

const keyObjectOf = (key: PublicJwk): KeyObject => {
  const name = key.kty === 'EC' ? `${key.crv}.${key.x}.${key.y}` : `${key.crv}.${key.x}`;
  const kept = keptKeys.get(name);
  const keyObject = kept ?? createPublicKey({ key, format: 'jwk' });
  keptKeys.delete(name);
  keptKeys.set(name, keyObject);
  if (keptKeys.size > maxKeptKeys) {
    for (const oldest of keptKeys.keys()) {
      keptKeys.delete(oldest);
      break;
    }
  }
  return keyObject;
};

const hashOf = (algorithm: SignatureAlgorithm): 'sha256' | null => (algorithm === 'ES256' ? 'sha256' : null);

const verifySignature: CryptoPort['verifySignature'] = async (algorithm, key, data, signature) => {
  if (algorithmOf(key) !== algorithm || signature.length !== signatureLength) return false;
  try {
    return verify(hashOf(algorithm), data, { key: keyObjectOf(key), dsaEncoding: 'ieee-p1363' }, signature);
  } catch {
    return false;
  }
};

/** `CryptoPort` over node:crypto. */
export const nodeCrypto: CryptoPort = {
  sha256: async (data) => new Uint8Array(createHash('sha256').update(data).digest()),
  verifySignature,
  randomBytes: (length) => new Uint8Array(randomBytes(length)),
};

/** A new private key for ES256 or EdDSA, as a JWK of exactly its key members. */
export const generatePrivateJwk = (algorithm: SignatureAlgorithm): PrivateJwk => {
  const { privateKey } =
    algorithm === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('ed25519');
  return PrivateJwk.parse(privateKey.export({ format: 'jwk' }));
};

/** The two keys of an issuer: P-256 (ES256) and Ed25519 (EdDSA). */
export const generateKeyPairs = (): { readonly p256: PrivateJwk; readonly ed25519: PrivateJwk } => ({
  p256: generatePrivateJwk('ES256'),
  ed25519: generatePrivateJwk('EdDSA'),
});

/** A signer for a private JWK; the key is parsed once. Throws a `TypeError` when the JWK is no key. */
export const createNodeSigner = (privateJwk: PrivateJwk): Signer => {
  const publicJwk = publicJwkFrom(privateJwk);
  const algorithm = algorithmOf(publicJwk);
  const key = createPrivateKey({ key: privateJwk, format: 'jwk' });
  return {
    algorithm,
    publicJwk,
    sign: async (data) => new Uint8Array(sign(hashOf(algorithm), data, { key, dsaEncoding: 'ieee-p1363' })),
  };
};
