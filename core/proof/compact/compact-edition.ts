/**
 * The compact edition of a KlusCV, which fits a QR code on paper. Bytes: 0x01, the signature (64), then deflate-raw,
 * with a dictionary that belongs to version 1, of: length of the header (16 bits, big-endian), header, payload.
 * The signature is that of a JWS (RFC 7515) over the same header and payload, so any JWS library can check it.
 * Left out on purpose: holder binding (paper cannot answer) and anything that does not fit: of lists what comes after the
 * third, and, where names or identifiers are unusually long, more (`shorten-payload.ts`). The file has it all.
 */
import { deflateSync } from 'fflate';
import { z } from 'zod';
import { type Bytes, concatBytes, fromUtf8, toUtf8 } from '../../bytes.ts';
import type { PartialClaims } from '../../credential/claims.ts';
import { KlusCVError } from '../../errors.ts';
import { inflate } from '../../inflate.ts';
import { algorithmOf, signatureLength } from '../../keys/algorithms.ts';
import type { PublicJwk } from '../../keys/jwk.ts';
import type { CryptoPort, Signer } from '../../ports.ts';
import { err, ok, type Result } from '../../result.ts';
import { parseStrictJson } from '../../strict-json.ts';
import { jwsSigningInput } from '../jws.ts';
import type { Problem } from '../problem.ts';
import { CompactPayload, createCompactPayload, dateOfDay, parseCompactClaims } from './compact-payload.ts';
import { shorterPayloads } from './shorten-payload.ts';

export type CompactProblem = Problem<'compact_malformed' | 'compact_algorithm' | 'compact_signature'>;

const version = 0x01;
const type = 'kluscv-compact';
/** The most that a QR code holds is 2,953 bytes; deflate at its best does not make these out of it. */
const maxBytes = 3_000;
const maxUnpackedBytes = 16_384;
/** What a version-20 code at level M takes in digits behind an address of up to 58 characters, `/#` among them. */
const roomOnPaper = 600;

/** What nearly every edition says; the most frequent last, as deflate likes it. Never to be changed within version 1. */
const dictionary = toUtf8(
  '"o":[["9111.1",],"k":[["S6.11.2",],"e":[["2025","96910",]]}' +
    '#p256"}{"alg":"ES256","typ":"kluscv-compact","kid":"did:web:#ed25519"}' +
    '"w":,"c":,"h":,"a":20,"l":20,"f":20,"g":,"p":"","b":1,"n":""/status/token/1"],"s":[,"https://www.' +
    '{"alg":"EdDSA","typ":"kluscv-compact","kid":"did:web:.nl#ed25519"}{"t":20,"x":22,"s":[,"https://.nl/status/token/1"],"n":"',
);

const Header = z.strictObject({
  alg: z.enum(['ES256', 'EdDSA']),
  typ: z.literal(type),
  /** `<did>#<fragment>`: the key in the issuer's DID document. */
  kid: z
    .string()
    .regex(/^did:[^#\s]+#\S+$/)
    .max(300),
});

export type CompactContent = {
  readonly claims: PartialClaims;
  readonly issuerDid: string;
  /** The verification method: `<issuerDid>#<fragment>`. */
  readonly keyId: string;
  readonly issuedAt: Date;
  readonly validUntil: Date;
  readonly status?: { readonly idx: number; readonly uri: string };
  /** Whether the worker said for whom the paper is; the name itself does not go into the QR code. */
  readonly madeForSomebody?: boolean;
};

/**
 * Signs the facts among the claims as a compact edition, of at most 600 bytes unless the issuer's own addresses fill them.
 * Throws `invalid_request` when the key is not the issuer's
 * or it grows too large.
 */
export const createCompact = async (content: CompactContent, signer: Signer): Promise<Bytes> => {
  if (!content.keyId.startsWith(`${content.issuerDid}#`)) {
    throw new KlusCVError('invalid_request', 'The key is not one of the issuer.');
  }
  const header = toUtf8(JSON.stringify({ alg: signer.algorithm, typ: type, kid: content.keyId }));
  const length = Uint8Array.of(header.length >> 8, header.length & 0xff);
  const pack = (readable: CompactPayload) => {
    const payload = toUtf8(JSON.stringify(readable));
    const packed = deflateSync(concatBytes(length, header, payload), { level: 9, mem: 12, dictionary });
    return { payload, packed };
  };
  const whole = createCompactPayload(content);
  let made = pack(whole);
  for (const shorter of shorterPayloads(whole)) {
    if (1 + signatureLength + made.packed.length <= roomOnPaper) break;
    made = pack(shorter);
  }
  const signature = await signer.sign(jwsSigningInput(header, made.payload));
  const bytes = concatBytes(Uint8Array.of(version), signature, made.packed);
  if (bytes.length > maxBytes) throw new KlusCVError('invalid_request', 'This does not fit a QR code.');
  return bytes;
};

/** A compact edition taken apart; nothing about it has been verified. */
export type ParsedCompact = {
  readonly header: z.infer<typeof Header>;
  readonly payload: CompactPayload;
  readonly issuerDid: string;
  readonly keyId: string;
  /** The beginning (UTC) of the day. */
  readonly issuedAt: Date;
  readonly validUntil: Date;
  readonly status?: { readonly idx: number; readonly uri: string };
  readonly signature: Uint8Array;
  readonly signingInput: Uint8Array;
};

const malformed = (message: string) => err({ code: 'compact_malformed' as const, message });

const parseJson = (bytes: Uint8Array): unknown => {
  try {
    const parsed = parseStrictJson(fromUtf8(bytes), { maxDepth: 4 });
    return parsed.ok ? parsed.value : undefined;
  } catch {
    return undefined;
  }
};

/** Takes a compact edition apart: version, length, header and payload in form. Never throws. */
export const parseCompact = (bytes: Uint8Array): Result<ParsedCompact, CompactProblem> => {
  if (bytes.length > maxBytes) return malformed('This is too long.');
  if (bytes[0] !== version) return malformed('This is not version 1 of the compact edition.');
  const packed = bytes.subarray(1 + signatureLength);
  const unpacked = inflate(packed, { packing: 'raw', maxBytes: maxUnpackedBytes, dictionary });
  if (!unpacked.ok) return malformed(unpacked.error.message);
  const [high = 0, low = 0] = unpacked.value;
  const payloadStart = 2 + high * 256 + low;
  const headerBytes = unpacked.value.subarray(2, payloadStart);
  const payloadBytes = unpacked.value.subarray(payloadStart);
  const header = Header.safeParse(parseJson(headerBytes));
  const payload = CompactPayload.safeParse(parseJson(payloadBytes));
  if (!header.success || !payload.success || !parseCompactClaims(payload.data)) {
    return malformed('The header or the payload is not in form.');
  }
  const { t, x, s } = payload.data;
  const { kid } = header.data;
  return ok({
    header: header.data,
    payload: payload.data,
    issuerDid: kid.slice(0, kid.indexOf('#')),
    keyId: kid,
    issuedAt: dateOfDay(t),
    validUntil: dateOfDay(x),
    ...(s ? { status: { idx: s[0], uri: s[1] } } : {}),
    signature: bytes.slice(1, 1 + signatureLength),
    signingInput: jwsSigningInput(headerBytes, payloadBytes),
  });
};

/** Verifies the signature of a parsed edition with a key of its issuer. Whether the key is the issuer's is for the caller. */
export const verifyCompact = async (
  parsed: ParsedCompact,
  key: PublicJwk,
  crypto: Pick<CryptoPort, 'verifySignature'>,
): Promise<Result<ParsedCompact, CompactProblem>> => {
  const { alg } = parsed.header;
  if (alg !== algorithmOf(key))
    return err({ code: 'compact_algorithm', message: 'The algorithm is not one for this key.' });
  return (await crypto.verifySignature(alg, key, parsed.signingInput, parsed.signature))
    ? ok(parsed)
    : err({ code: 'compact_signature', message: 'The signature does not match.' });
};
