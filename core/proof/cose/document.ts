/** Credentials and presentations of VCDM 2.0 as COSE_Sign1 (VC-JOSE-COSE 1.0 section 3.3): the payload is the document as JSON. */
import { type Bytes, fromUtf8, toUtf8 } from '../../bytes.ts';
import type { PublicJwk } from '../../keys/jwk.ts';
import type { CryptoPort, Signer } from '../../ports.ts';
import { err, ok, type Result } from '../../result.ts';
import { isJsonObject, type JsonObject, parseStrictJson } from '../../strict-json.ts';
import {
  type ClaimsProblem,
  coseContentType,
  coseType,
  type DocumentKind,
  documentFrom,
  findClaimsProblem,
} from '../jose/index.ts';
import {
  type CoseHeaders,
  type CoseProblem,
  headerLabels,
  parseCoseSign1,
  signCoseSign1,
  verifyParsedSign1,
} from './sign1.ts';

/** Signs a document as application/vc+cose or application/vp+cose; `keyId` is the URL of the verification method. */
export const signDocumentCose = (
  {
    document,
    kind,
    keyId,
  }: { readonly document: JsonObject; readonly kind: DocumentKind; readonly keyId: string | undefined },
  signer: Signer,
): Promise<Bytes> => {
  const headers = new Map<unknown, unknown>([
    [headerLabels.contentType, coseContentType(kind)],
    ...(keyId === undefined ? [] : [[headerLabels.keyId, toUtf8(keyId)] as const]),
    [headerLabels.type, coseType(kind)],
  ]);
  return signCoseSign1({ headers, payload: toUtf8(JSON.stringify(document)) }, signer);
};

const parsePayload = (payload: Uint8Array): JsonObject | undefined => {
  try {
    const parsed = parseStrictJson(fromUtf8(payload));
    return parsed.ok && isJsonObject(parsed.value) ? parsed.value : undefined;
  } catch {
    return undefined;
  }
};

/** Header 16 says of which kind it is; header 3, when it is there, must not say another thing. */
const isOfKind = (headers: CoseHeaders, kind: DocumentKind): boolean => {
  const contentType = headers.get(headerLabels.contentType);
  return (
    headers.get(headerLabels.type) === coseType(kind) &&
    (contentType === undefined || contentType === coseContentType(kind))
  );
};

/** Verifies type, signature and claims of a COSE_Sign1. Whose key it is, form and time are asked elsewhere. */
export const verifyDocumentCose = async (
  { bytes, kind, key }: { readonly bytes: Uint8Array; readonly kind: DocumentKind; readonly key: PublicJwk },
  crypto: Pick<CryptoPort, 'verifySignature'>,
): Promise<
  Result<{ readonly headers: CoseHeaders; readonly document: JsonObject }, CoseProblem | ClaimsProblem>
> => {
  const parsed = parseCoseSign1(bytes);
  if (!parsed.ok) return parsed;
  if (!isOfKind(parsed.value.protectedHeaders, kind))
    return err({ code: 'cose_type', message: `The COSE message is not of type ${coseType(kind)}.` });
  const verified = await verifyParsedSign1(parsed.value, key, crypto);
  if (!verified.ok) return verified;
  const payload = parsePayload(parsed.value.payload);
  if (payload === undefined) return err({ code: 'cose_payload', message: 'The payload is no JSON object.' });
  const problem = findClaimsProblem(payload, kind);
  return problem ? err(problem) : ok({ headers: verified.value, document: documentFrom(payload) });
};
