/**
 * JSON Web Signatures in compact form (RFC 7515), for everything here that is a JWT.
 * Left out on purpose: JSON serialization, detached payloads, `b64`, `jku` and `jwk` headers (a message must not bring its own key).
 */
import { type Bytes, concatBytes, fromBase64Url, fromUtf8, toBase64Url, toUtf8 } from '../bytes.ts';
import { KlusCVError } from '../errors.ts';
import {
  algorithmOf,
  isSignatureAlgorithm,
  kluscvAlgorithms,
  signatureLengthOf,
} from '../keys/algorithms.ts';
import type { PublicJwk } from '../keys/jwk.ts';
import type { CryptoPort, SignatureAlgorithm, Signer } from '../ports.ts';
import { err, ok, type Result } from '../result.ts';
import { isJsonObject, type JsonObject, parseStrictJson } from '../strict-json.ts';
import type { Problem } from './problem.ts';

export type JwsProblem = Problem<'jws_malformed' | 'jws_algorithm' | 'jws_critical' | 'jws_signature'>;

/** A JWS taken apart; nothing about it has been verified. */
export type ParsedJws = {
  readonly header: JsonObject;
  readonly payloadBytes: Bytes;
  readonly signature: Bytes;
  /** What the signature is over. */
  readonly signingInput: Bytes;
};

/** Longest compact JWS that is looked at, in letters; a status list of a million entries fits. */
const maxLength = 4_000_000;

const problem = (code: JwsProblem['code'], message: string) => err({ code, message });

/**
 * Signs a payload (an object as JSON, or bytes as they are) and gives the compact JWS; `alg` comes from the signer.
 * Throws `invalid_request` when the header names another algorithm than the signer's. RFC 7515 section 5.1.
 */
export const signJws = async (
  { header, payload }: { readonly header: JsonObject; readonly payload: JsonObject | Uint8Array },
  signer: Signer,
): Promise<string> => {
  if (header.alg !== undefined && header.alg !== signer.algorithm) {
    throw new KlusCVError('invalid_request', 'The header names another algorithm than the key has.');
  }
  const bytes = payload instanceof Uint8Array ? payload : toUtf8(JSON.stringify(payload));
  const encodedHeader = toBase64Url(toUtf8(JSON.stringify({ ...header, alg: signer.algorithm })));
  const signingInput = `${encodedHeader}.${toBase64Url(bytes)}`;
  return `${signingInput}.${toBase64Url(await signer.sign(toUtf8(signingInput)))}`;
};

const parseJsonObject = (bytes: Uint8Array): JsonObject | undefined => {
  try {
    const parsed = parseStrictJson(fromUtf8(bytes));
    return parsed.ok && isJsonObject(parsed.value) ? parsed.value : undefined;
  } catch {
    return undefined;
  }
};

/** Takes a compact JWS apart: three parts of base64url, a header that is a JSON object without duplicate names. Never throws. */
export const parseJws = (compact: string): Result<ParsedJws, JwsProblem> => {
  if (compact.length > maxLength) return problem('jws_malformed', 'The JWS is too long.');
  const [headerText = '', payloadText = '', signatureText, ...more] = compact.split('.');
  if (signatureText === undefined || more.length > 0)
    return problem('jws_malformed', 'A compact JWS has three parts.');
  const [headerBytes, payloadBytes, signature] = [headerText, payloadText, signatureText].map(fromBase64Url);
  const header = headerBytes && parseJsonObject(headerBytes);
  if (!header || !payloadBytes || !signature)
    return problem('jws_malformed', 'A part of the JWS cannot be read.');
  return ok({ header, payloadBytes, signature, signingInput: toUtf8(`${headerText}.${payloadText}`) });
};

/** The payload of a JWS as a JSON object; refused when it is something else or names a member twice. */
export const parseJwsPayload = ({
  payloadBytes,
}: Pick<ParsedJws, 'payloadBytes'>): Result<JsonObject, JwsProblem> => {
  const payload = parseJsonObject(payloadBytes);
  return payload ? ok(payload) : problem('jws_malformed', 'The payload is not a JSON object.');
};

/** Which algorithms are accepted: `kluscvAlgorithms`, unless a caller says more. */
type Accepted = { readonly algorithms?: ReadonlySet<SignatureAlgorithm> };

/**
 * Verifies the signature of a JWS that was taken apart. The algorithm must be among `algorithms` (those of a KlusCV by
 * default) and be the key's own; any `crit` is refused, since no extension is understood here. RFC 7515 section 5.2.
 */
export const verifyParsedJws = async (
  { header, signature, signingInput }: Pick<ParsedJws, 'header' | 'signature' | 'signingInput'>,
  key: PublicJwk,
  crypto: Pick<CryptoPort, 'verifySignature'>,
  { algorithms = kluscvAlgorithms }: Accepted = {},
): Promise<Result<JsonObject, JwsProblem>> => {
  if ('crit' in header)
    return problem('jws_critical', 'The JWS has extensions that must be understood, and are not.');
  const algorithm = header.alg;
  if (!isSignatureAlgorithm(algorithm) || !algorithms.has(algorithm) || algorithm !== algorithmOf(key)) {
    return problem('jws_algorithm', 'The algorithm is not one for this key.');
  }
  const holds =
    signature.length === signatureLengthOf(algorithm) &&
    (await crypto.verifySignature(algorithm, key, signingInput, signature));
  return holds ? ok(header) : problem('jws_signature', 'The signature does not match.');
};

/** Verifies a compact JWS with a JSON object as payload; times and audiences in it are for the caller to check. */
export const verifyJws = async (
  compact: string,
  key: PublicJwk,
  crypto: Pick<CryptoPort, 'verifySignature'>,
  accepted: Accepted = {},
): Promise<Result<{ readonly header: JsonObject; readonly payload: JsonObject }, JwsProblem>> => {
  const parsed = parseJws(compact);
  if (!parsed.ok) return parsed;
  const verified = await verifyParsedJws(parsed.value, key, crypto, accepted);
  if (!verified.ok) return verified;
  const payload = parseJwsPayload(parsed.value);
  return payload.ok ? ok({ header: parsed.value.header, payload: payload.value }) : payload;
};

/** The bytes that a JWS signature is over, from header and payload bytes (RFC 7515 section 5.1 step 8). */
export const jwsSigningInput = (header: Uint8Array, payload: Uint8Array): Bytes =>
  concatBytes(toUtf8(toBase64Url(header)), toUtf8('.'), toUtf8(toBase64Url(payload)));
