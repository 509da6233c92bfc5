/**
 * The browser side of the cryptography ports: WebCrypto (it is also in Node). Keys made here cannot be taken out:
 * only their `CryptoKey` handles are kept, in IndexedDB.
 */
import { fromBase64Url } from '../core/bytes.ts';
import { algorithmOf, signatureLengthOf } from '../core/keys/algorithms.ts';
import type { PublicJwk } from '../core/keys/jwk.ts';
import { parsePublicJwk } from '../core/keys/parse-public-jwk.ts';
import type { CryptoPort, SignatureAlgorithm, Signer } from '../core/ports.ts';

const { subtle } = globalThis.crypto;

const webAlgorithms = {
  ES256: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  ES384: { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' },
  ES512: { name: 'ECDSA', namedCurve: 'P-521', hash: 'SHA-512' },
  EdDSA: { name: 'Ed25519' },
} as const;

const webAlgorithmOf = (algorithm: SignatureAlgorithm) => webAlgorithms[algorithm];

const webHashes = { sha256: 'SHA-256', sha384: 'SHA-384' } as const;

/** Browsers from before 2025 have no Ed25519: "cannot" must not come out as "does not match". */
const verifyWithoutBrowser = async (
  { x }: PublicJwk,
  data: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> => {
  const key = fromBase64Url(x);
  if (key === undefined) return false;
  const { ed25519 } = await import('@noble/curves/ed25519.js');
  return ed25519.verify(signature, data, key, { zip215: false });
};

const verifySignature: CryptoPort['verifySignature'] = async (algorithm, key, data, signature) => {
  if (algorithmOf(key) !== algorithm || signature.length !== signatureLengthOf(algorithm)) return false;
  const web = webAlgorithmOf(algorithm);
  try {
    const cryptoKey = await subtle
      .importKey('jwk', { ...key }, web, false, ['verify'])
      .catch((error: unknown) => {
        const isUnknown = error instanceof DOMException && error.name === 'NotSupportedError';
        if (isUnknown && algorithm === 'EdDSA') return undefined;
        throw error;
      });
    return cryptoKey === undefined
      ? await verifyWithoutBrowser(key, data, signature)
      : await subtle.verify(web, cryptoKey, new Uint8Array(signature), new Uint8Array(data));
  } catch {
    return false;
  }
};

/** `CryptoPort` over WebCrypto. */
export const webCrypto: CryptoPort = {
  sha256: async (data) => new Uint8Array(await subtle.digest('SHA-256', new Uint8Array(data))),
  digest: async (hash, data) => new Uint8Array(await subtle.digest(webHashes[hash], new Uint8Array(data))),
  verifySignature,
  randomBytes: (length) => globalThis.crypto.getRandomValues(new Uint8Array(length)),
};

const publicJwkOfKey = async (publicKey: CryptoKey): Promise<PublicJwk> => {
  const publicJwk = parsePublicJwk(await subtle.exportKey('jwk', publicKey));
  if (!publicJwk) throw new TypeError('The key pair is of no kind that is known here.');
  return publicJwk;
};

/** A signer for a kept key pair. Throws a `TypeError` when it is of no kind on the allow-list. */
export const createWebSigner = async ({ privateKey, publicKey }: CryptoKeyPair): Promise<Signer> => {
  const publicJwk = await publicJwkOfKey(publicKey);
  const algorithm = algorithmOf(publicJwk);
  return {
    algorithm,
    publicJwk,
    sign: async (data) =>
      new Uint8Array(await subtle.sign(webAlgorithmOf(algorithm), privateKey, new Uint8Array(data))),
  };
};

/** A new key that cannot be taken out, as a signer, and the key pair to keep. */
export const generateWebSigner = async (
  algorithm: SignatureAlgorithm,
): Promise<{ readonly signer: Signer; readonly keyPair: CryptoKeyPair }> => {
  const keyPair = await subtle.generateKey(webAlgorithmOf(algorithm), false, ['sign', 'verify']);
  if (!('privateKey' in keyPair)) throw new TypeError('The browser made no key pair.');
  return { signer: await createWebSigner(keyPair), keyPair };
};
