/** The Node side of the cryptography ports: node:crypto, synchronous underneath, with parsed keys kept. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash as hashAtOnce,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { algorithmOf, signatureLengthOf } from '../core/keys/algorithms.ts';
import type { PublicJwk } from '../core/keys/jwk.ts';
import { PrivateJwk, publicJwkFrom } from '../core/keys/private-jwk.ts';
import type { CryptoPort, SignatureAlgorithm, Signer } from '../core/ports.ts';
import { derFromRaw, rawFromDer } from './ecdsa-der.ts';

/** Parsing a public key costs a third of a verification: keep the last ones that were new. */
const maxKeptKeys = 512;
const keptKeys = new Map<string, KeyObject>();

const keyObjectOf = (key: PublicJwk): KeyObject => {
  const name = key.kty === 'EC' ? `${key.crv}.${key.x}.${key.y}` : `${key.crv}.${key.x}`;
  const kept = keptKeys.get(name);
  if (kept) return kept;
  const keyObject = createPublicKey({ key, format: 'jwk' });
  for (const oldest of keptKeys.keys()) {
    if (keptKeys.size < maxKeptKeys) break;
    keptKeys.delete(oldest);
  }
  keptKeys.set(name, keyObject);
  return keyObject;
};

const hashByAlgorithm = { ES256: 'sha256', ES384: 'sha384', ES512: 'sha512', EdDSA: null } as const;

const hashOf = (algorithm: SignatureAlgorithm) => hashByAlgorithm[algorithm];

/**
 * Keys go to node:crypto as they are, and ECDSA's signatures in DER: asking it for another form costs up to as much as the
 * signature itself.
 */
const verifySignature: CryptoPort['verifySignature'] = async (algorithm, key, data, signature) => {
  if (algorithmOf(key) !== algorithm || signature.length !== signatureLengthOf(algorithm)) return false;
  try {
    const given = algorithm === 'EdDSA' ? signature : derFromRaw(signature);
    return verify(hashOf(algorithm), data, keyObjectOf(key), given);
  } catch {
    return false;
  }
};

/** Parts are written here one behind the other: a hash object of its own would cost more, and its removal again. */
const room = Buffer.allocUnsafeSlow(2 ** 17);
const maxBytesPerUnit = 3;

const writeInRoom = (parts: readonly string[]): Uint8Array | undefined => {
  let units = 0;
  for (const part of parts) units += part.length;
  if (units * maxBytesPerUnit > room.length) return undefined;
  let end = 0;
  for (const part of parts) end += room.write(part, end);
  return room.subarray(0, end);
};

const hashText: NonNullable<CryptoPort['hashText']> = (hash, text) => {
  if (typeof text === 'string') return hashAtOnce(hash, text, 'hex');
  const [only] = text;
  if (text.length === 1 && only !== undefined) return hashAtOnce(hash, only, 'hex');
  const written = writeInRoom(text);
  if (written) return hashAtOnce(hash, written, 'hex');
  const hashing = createHash(hash);
  for (const part of text) hashing.update(part);
  return hashing.digest('hex');
};

/** `CryptoPort` over node:crypto. */
export const nodeCrypto: CryptoPort = {
  sha256: async (data) => new Uint8Array(createHash('sha256').update(data).digest()),
  digest: (hash, data) => hashAtOnce(hash, data, 'buffer'),
  hashText,
  hashToBase64Url: (hash, text) => hashAtOnce(hash, text, 'base64url'),
  verifySignature,
  randomBytes: (length) => new Uint8Array(randomBytes(length)),
};

const curveByAlgorithm = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' } as const;

/** A new private key for an algorithm, as a JWK of exactly its key members. */
export const generatePrivateJwk = (algorithm: SignatureAlgorithm): PrivateJwk => {
  const { privateKey } =
    algorithm === 'EdDSA'
      ? generateKeyPairSync('ed25519')
      : generateKeyPairSync('ec', { namedCurve: curveByAlgorithm[algorithm] });
  return PrivateJwk.parse(privateKey.export({ format: 'jwk' }));
};

/** The two keys of an issuer: P-256 (ES256) and Ed25519 (EdDSA). */
export const generateKeyPairs = (): { readonly p256: PrivateJwk; readonly ed25519: PrivateJwk } => ({
  p256: generatePrivateJwk('ES256'),
  ed25519: generatePrivateJwk('EdDSA'),
});

/** The same bytes without what a Buffer brings along: CBOR and JSON would write it as something else. */
const plainBytes = ({ buffer, byteOffset, length }: Uint8Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, length);

const signerFor = (key: KeyObject, publicJwk: PublicJwk): Signer => {
  const algorithm = algorithmOf(publicJwk);
  const length = signatureLengthOf(algorithm);
  return {
    algorithm,
    publicJwk,
    sign: async (data) => {
      const signature = sign(hashOf(algorithm), data, key);
      return algorithm === 'EdDSA' ? plainBytes(signature) : rawFromDer(signature, length);
    },
  };
};

/** A signer for a private JWK; the key is parsed once. Throws a `TypeError` when the JWK is no key. */
export const createNodeSigner = (privateJwk: PrivateJwk): Signer => {
  const publicJwk = publicJwkFrom(privateJwk);
  return signerFor(createPrivateKey({ key: privateJwk, format: 'jwk' }), publicJwk);
};

/** A signer with a new P-256 key that is never written down. */
export const createEphemeralSigner = (): Signer => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: curveByAlgorithm.ES256 });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return signerFor(privateKey, { kty: 'EC', crv: 'P-256', x, y });
};
