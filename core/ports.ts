/**
 * Everything impure that the lower rooms need comes in through these: clock, randomness, cryptography, fetch.
 * The Node side is `server/node-crypto.ts` and `server/safe-fetch.ts`, the browser side `ui/web-crypto.ts`.
 */
import type { PublicJwk } from './keys/jwk.ts';

/** The moment it is now. */
export type Clock = () => Date;

/** Unpredictable bytes; the argument is the number of bytes. */
export type RandomBytes = (length: number) => Uint8Array<ArrayBuffer>;

/** JOSE algorithm names; `core/keys/algorithms.ts` is the one allow-list. */
export type SignatureAlgorithm = 'ES256' | 'ES384' | 'ES512' | 'EdDSA';

/** The hashes of the cryptosuites. */
export type HashName = 'sha256' | 'sha384';

/** A private key that can be used and not seen. `sign` gives the raw signature (IEEE P1363 for ECDSA). */
export type Signer = {
  readonly algorithm: SignatureAlgorithm;
  readonly publicJwk: PublicJwk;
  readonly sign: (data: Uint8Array) => Promise<Uint8Array>;
};

export type CryptoPort = {
  readonly sha256: (data: Uint8Array) => Promise<Uint8Array>;
  /** For whoever hashes much: may answer at once. Whoever finds it left out hashes in JavaScript. */
  readonly digest?: (hash: HashName, data: Uint8Array) => Uint8Array | Promise<Uint8Array>;
  /** Lower-case hexadecimal of the hash of a text in UTF-8, or of its parts together, at once; left out where that cannot be. */
  readonly hashText?: (hash: HashName, text: string | readonly string[]) => string;
  /** Base64url of the hash of a text in UTF-8, at once; left out where that cannot be. */
  readonly hashToBase64Url?: (hash: HashName, text: string) => string;
  /** True only when the signature holds; false for any other reason, a malformed key included. */
  readonly verifySignature: (
    algorithm: SignatureAlgorithm,
    key: PublicJwk,
    data: Uint8Array,
    signature: Uint8Array,
  ) => Promise<boolean>;
  readonly randomBytes: RandomBytes;
};

export type HttpRequest = {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The answer is cut off with an error above this many bytes. */
  readonly maxBytes?: number;
};

export type HttpResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/**
 * The guarded fetch. Rejects with a `KlusCVError` (`fetch_refused`, `fetch_failed`, `fetch_too_large`)
 * when the address is not allowed, does not answer in time, redirects, or says too much.
 */
export type HttpFetch = (request: HttpRequest) => Promise<HttpResponse>;
