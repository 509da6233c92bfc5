/** COSE_Sign1 (RFC 9052 section 4.2): one signature over bytes, headers of which some are protected. */
import { decode, encode, Tag } from 'cbor2';
import { type Bytes, concatBytes } from '../../bytes.ts';
import { algorithmOf, signatureLengthOf } from '../../keys/algorithms.ts';
import type { PublicJwk } from '../../keys/jwk.ts';
import type { CryptoPort, Signer } from '../../ports.ts';
import { err, ok, type Result } from '../../result.ts';
import type { Problem } from '../problem.ts';
import { algorithmFromCose, coseAlgorithmOf } from './algorithms.ts';

export type CoseProblem = Problem<
  'cose_malformed' | 'cose_algorithm' | 'cose_critical' | 'cose_signature' | 'cose_type' | 'cose_payload'
>;

/** Labels to values: numbers or texts (RFC 9052 section 3.1). */
export type CoseHeaders = ReadonlyMap<unknown, unknown>;

/** Taken apart; nothing about it has been verified. */
export type ParsedSign1 = {
  readonly protectedBytes: Uint8Array;
  readonly protectedHeaders: CoseHeaders;
  readonly unprotectedHeaders: CoseHeaders;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
};

export const headerLabels = { algorithm: 1, critical: 2, contentType: 3, keyId: 4, type: 16 } as const;

const sign1Tag = 18;
const maxLength = 4_000_000;
const options = { ignoreGlobalTags: true, preferMap: true, rejectDuplicateKeys: true, maxDepth: 8 };

/** What is signed (section 4.4): no bytes of an application beside it. */
const structureOf = (protectedBytes: Uint8Array, payload: Uint8Array): Bytes =>
  concatBytes(encode(['Signature1', protectedBytes, new Uint8Array(), payload]));

/** A tagged COSE_Sign1; the algorithm goes to the protected headers by itself. */
export const signCoseSign1 = async (
  { headers, payload }: { readonly headers: CoseHeaders; readonly payload: Uint8Array },
  signer: Signer,
): Promise<Bytes> => {
  const named = new Map<unknown, unknown>([
    [headerLabels.algorithm, coseAlgorithmOf(signer.algorithm)],
    ...headers,
  ]);
  const protectedBytes = encode(named);
  // The encoder takes bytes of a class of their own, as Node's signatures are, for any object.
  const signature = new Uint8Array(await signer.sign(structureOf(protectedBytes, payload)));
  return concatBytes(encode(new Tag(sign1Tag, [protectedBytes, new Map(), payload, signature])));
};

const malformed = (message: string) => err({ code: 'cose_malformed' as const, message });

const decodeCbor = (bytes: Uint8Array): unknown => {
  try {
    return decode(bytes, options);
  } catch {
    return undefined;
  }
};

/** Takes a COSE_Sign1 apart, tagged or not; a detached payload, a label in both headers and a label twice are refused. Never throws. */
export const parseCoseSign1 = (bytes: Uint8Array): Result<ParsedSign1, CoseProblem> => {
  if (bytes.length > maxLength) return malformed('The COSE message is too long.');
  const whole = decodeCbor(bytes);
  const content = whole instanceof Tag && Number(whole.tag) === sign1Tag ? whole.contents : whole;
  if (!Array.isArray(content) || content.length !== 4) return malformed('This is no COSE_Sign1.');
  const [protectedBytes, unprotectedHeaders, payload, signature]: readonly unknown[] = content;
  if (
    !(protectedBytes instanceof Uint8Array) ||
    !(unprotectedHeaders instanceof Map) ||
    !(payload instanceof Uint8Array) ||
    !(signature instanceof Uint8Array)
  ) {
    return malformed('A part of the COSE_Sign1 is of another kind.');
  }
  const protectedHeaders = protectedBytes.length === 0 ? new Map() : decodeCbor(protectedBytes);
  if (!(protectedHeaders instanceof Map)) return malformed('The protected headers are no map.');
  if ([...unprotectedHeaders.keys()].some((label) => protectedHeaders.has(label)))
    return malformed('A header is protected and not protected.');
  return ok({ protectedBytes, protectedHeaders, unprotectedHeaders, payload, signature });
};

/**
 * Verifies the signature. The algorithm must be protected, on the allow-list and the key's own; any critical header is
 * refused, since none is understood here.
 */
export const verifyParsedSign1 = async (
  { protectedBytes, protectedHeaders, unprotectedHeaders, payload, signature }: ParsedSign1,
  key: PublicJwk,
  crypto: Pick<CryptoPort, 'verifySignature'>,
): Promise<Result<CoseHeaders, CoseProblem>> => {
  if ([protectedHeaders, unprotectedHeaders].some((headers) => headers.has(headerLabels.critical)))
    return err({ code: 'cose_critical', message: 'There are headers that must be understood, and are not.' });
  const algorithm = algorithmFromCose(protectedHeaders.get(headerLabels.algorithm));
  if (algorithm === undefined || algorithm !== algorithmOf(key))
    return err({ code: 'cose_algorithm', message: 'The algorithm is not one for this key.' });
  const holds =
    signature.length === signatureLengthOf(algorithm) &&
    (await crypto.verifySignature(algorithm, key, structureOf(protectedBytes, payload), signature));
  return holds
    ? ok(protectedHeaders)
    : err({ code: 'cose_signature', message: 'The signature does not match.' });
};
