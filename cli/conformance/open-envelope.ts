/** What is in an envelope, and whose key signed it (VCDM 2.0 sections 4.13.1 and 4.13.2). */
import { fromBase64, fromUtf8 } from '../../core/bytes.ts';
import type { ProofPurpose } from '../../core/did/index.ts';
import { allAlgorithms } from '../../core/keys/index.ts';
import type { CryptoPort } from '../../core/ports.ts';
import { headerLabels, parseCoseSign1, verifyDocumentCose } from '../../core/proof/cose/index.ts';
import { parseJws, parseJwsPayload, parseSdJwt, verifyParsedJws } from '../../core/proof/index.ts';
import { type DocumentKind, verifyDocumentJwt, verifyDocumentSdJwt } from '../../core/proof/jose/index.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { isJsonObject, type JsonObject } from '../../core/strict-json.ts';
import { parseDataUrl, partyId } from '../../core/verify/index.ts';
import { joseKeyFor } from './did-keys.ts';
import type { Finding } from './finding.ts';

export type Opened = {
  readonly document: JsonObject;
  /** The DID whose key signed. */
  readonly signer: string;
  /** Of a presentation, where its claims name them. */
  readonly nonce: unknown;
  readonly audience: unknown;
};

const refuse = (code: string, message: string) => err({ code, message });
const noKey = refuse('envelope_key', 'The key of the envelope is not known.');

const purposes: Readonly<Record<DocumentKind, ProofPurpose>> = {
  credential: 'assertionMethod',
  presentation: 'authentication',
};

const didOf = (keyId: unknown): string => (typeof keyId === 'string' ? (keyId.split('#')[0] ?? '') : '');

/** The older form: the document is the claim `vc` or `vp`, and the type is JWT or none. */
const openOlderJwt = async (
  compact: string,
  kind: DocumentKind,
  crypto: CryptoPort,
): Promise<Result<Opened, Finding>> => {
  const parsed = parseJws(compact);
  if (!parsed.ok) return parsed;
  const { header } = parsed.value;
  const key = await joseKeyFor(header.kid, purposes[kind]);
  if (key === undefined) return noKey;
  if (header.typ !== undefined && header.typ !== 'JWT')
    return refuse('jwt_type', 'The JWT is not of the type JWT.');
  const verified = await verifyParsedJws(parsed.value, key, crypto, { algorithms: allAlgorithms });
  if (!verified.ok) return verified;
  const payload = parseJwsPayload(parsed.value);
  if (!payload.ok) return payload;
  const { vc, vp, iss, nonce, aud } = payload.value;
  const document = kind === 'credential' ? vc : vp;
  if (!isJsonObject(document)) return refuse('envelope_content', 'There is no document in the envelope.');
  const party = partyId(kind === 'credential' ? document.issuer : document.holder);
  if (iss !== undefined && party !== undefined && iss !== party)
    return refuse('claims_issuer', 'iss is another than the document says.');
  return ok({ document, signer: didOf(header.kid), nonce, audience: aud });
};

const openJwt = async (
  compact: string,
  kind: DocumentKind,
  crypto: CryptoPort,
): Promise<Result<Opened, Finding>> => {
  const parsed = parseJws(compact);
  if (!parsed.ok) return parsed;
  const { kid } = parsed.value.header;
  const key = await joseKeyFor(kid, purposes[kind]);
  if (key === undefined) return noKey;
  const verified = await verifyDocumentJwt({ compact, kind, key }, crypto);
  if (!verified.ok) return verified;
  const { document, claims } = verified.value;
  return ok({ document, signer: didOf(kid), nonce: claims.nonce, audience: claims.aud });
};

/**
 * A JWT of the older form is that too where the address, which nobody signed, says `vp+jwt`: the data model's suite
 * has one. Its own type decides, and with the type `vp+jwt` the claim `vp` stays forbidden.
 */
const openPresentationJwt: typeof openJwt = async (compact, kind, crypto) => {
  const parsed = parseJws(compact);
  const isOlder = parsed.ok && parsed.value.header.typ === 'JWT';
  return isOlder ? openOlderJwt(compact, kind, crypto) : openJwt(compact, kind, crypto);
};

const openSdJwt = async (
  compact: string,
  kind: DocumentKind,
  crypto: CryptoPort,
): Promise<Result<Opened, Finding>> => {
  const parsed = parseSdJwt(compact);
  if (!parsed.ok) return parsed;
  const { kid } = parsed.value.header;
  const key = await joseKeyFor(kid, purposes[kind]);
  if (key === undefined) return noKey;
  const verified = await verifyDocumentSdJwt({ compact, kind, key }, crypto);
  if (!verified.ok) return verified;
  const { document, claims } = verified.value;
  return ok({ document, signer: didOf(kid), nonce: claims.nonce, audience: claims.aud });
};

const keyIdIn = (value: unknown): unknown => {
  try {
    return value instanceof Uint8Array ? fromUtf8(value) : value;
  } catch {
    return undefined;
  }
};

const openCose = async (
  text: string,
  kind: DocumentKind,
  crypto: CryptoPort,
): Promise<Result<Opened, Finding>> => {
  const bytes = fromBase64(text.trim());
  if (bytes === undefined) return refuse('cose_encoding', 'The COSE message is not written in base64.');
  const parsed = parseCoseSign1(bytes);
  if (!parsed.ok) return parsed;
  const kid = keyIdIn(parsed.value.protectedHeaders.get(headerLabels.keyId));
  const key = await joseKeyFor(kid, purposes[kind]);
  if (key === undefined) return noKey;
  const verified = await verifyDocumentCose({ bytes, kind, key }, crypto);
  if (!verified.ok) return verified;
  return ok({ document: verified.value.document, signer: didOf(kid), nonce: undefined, audience: undefined });
};

type Opener = typeof openJwt;

const openersOf = (short: 'vc' | 'vp'): ReadonlyMap<string, Opener> =>
  new Map([
    [`application/${short}+jwt`, short === 'vp' ? openPresentationJwt : openJwt],
    [`application/${short}+sd-jwt`, openSdJwt],
    [`application/${short}+cose`, openCose],
    ['application/jwt', openOlderJwt],
  ]);

const openers: Readonly<Record<DocumentKind, ReadonlyMap<string, Opener>>> = {
  credential: openersOf('vc'),
  presentation: openersOf('vp'),
};

/** Opens a `data:` URL and verifies its signature with the key that its header names; never throws for a bad one. */
export const openEnvelope = async (
  id: unknown,
  kind: DocumentKind,
  crypto: CryptoPort,
): Promise<Result<Opened, Finding>> => {
  const data = parseDataUrl(id);
  const open = data && openers[kind].get(data.mediaType);
  return open === undefined
    ? refuse('envelope_id', 'The envelope is not of a kind that is known here.')
    : open(data?.text ?? '', kind, crypto);
};
