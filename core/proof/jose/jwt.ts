/** Credentials and presentations of VCDM 2.0 as JWT (VC-JOSE-COSE 1.0 section 3.1): the payload is the document. */
import { allAlgorithms } from '../../keys/algorithms.ts';
import type { PublicJwk } from '../../keys/jwk.ts';
import type { CryptoPort, Signer } from '../../ports.ts';
import { err, ok, type Result } from '../../result.ts';
import type { JsonObject } from '../../strict-json.ts';
import { type JwsProblem, parseJws, parseJwsPayload, signJws, verifyParsedJws } from '../jws.ts';
import type { Problem } from '../problem.ts';
import { type ClaimsProblem, documentFrom, findClaimsProblem } from './check-claims.ts';
import { type DocumentKind, isType, jwtContentType, jwtType } from './media-types.ts';

export type JoseProblem = JwsProblem | ClaimsProblem | Problem<'jwt_type'>;

/** What was signed; `claims` are those of JWT that stood beside the document. */
export type VerifiedDocument = {
  readonly header: JsonObject;
  readonly document: JsonObject;
  readonly claims: JsonObject;
};

/** Signs a document as `vc+jwt` or `vp+jwt`; `keyId` is the URL of the verification method (section 4.1). */
export const signDocumentJwt = (
  {
    document,
    kind,
    keyId,
  }: { readonly document: JsonObject; readonly kind: DocumentKind; readonly keyId: string | undefined },
  signer: Signer,
): Promise<string> =>
  signJws(
    {
      header: {
        typ: jwtType(kind),
        cty: jwtContentType(kind),
        ...(keyId === undefined ? {} : { kid: keyId }),
      },
      payload: document,
    },
    signer,
  );

/** Verifies type, signature and claims of a compact JWT. Whose key it is, the form of the document and its time are asked elsewhere. */
export const verifyDocumentJwt = async (
  { compact, kind, key }: { readonly compact: string; readonly kind: DocumentKind; readonly key: PublicJwk },
  crypto: Pick<CryptoPort, 'verifySignature'>,
): Promise<Result<VerifiedDocument, JoseProblem>> => {
  const parsed = parseJws(compact);
  if (!parsed.ok) return parsed;
  if (!isType(parsed.value.header.typ, jwtType(kind)))
    return err({ code: 'jwt_type', message: `The JWT is not of type ${jwtType(kind)}.` });
  const verified = await verifyParsedJws(parsed.value, key, crypto, { algorithms: allAlgorithms });
  if (!verified.ok) return verified;
  const payload = parseJwsPayload(parsed.value);
  if (!payload.ok) return payload;
  const problem = findClaimsProblem(payload.value, kind);
  return problem
    ? err(problem)
    : ok({ header: parsed.value.header, document: documentFrom(payload.value), claims: payload.value });
};
