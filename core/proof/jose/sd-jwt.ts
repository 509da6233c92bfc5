/** Credentials and presentations of VCDM 2.0 as SD-JWT (VC-JOSE-COSE 1.0 section 3.2). */
import { allAlgorithms } from '../../keys/algorithms.ts';
import type { PublicJwk } from '../../keys/jwk.ts';
import type { CryptoPort, Signer } from '../../ports.ts';
import { err, ok, type Result } from '../../result.ts';
import type { JsonObject } from '../../strict-json.ts';
import { signJws, verifyParsedJws } from '../jws.ts';
import { packDisclosures } from '../sd-jwt/pack-disclosures.ts';
import { parseSdJwt } from '../sd-jwt/parse-sd-jwt.ts';
import { type Place, processDisclosures } from '../sd-jwt/process-disclosures.ts';
import type { SdJwtProblem } from '../sd-jwt/verify-sd-jwt.ts';
import { documentFrom, findClaimsProblem } from './check-claims.ts';
import type { JoseProblem, VerifiedDocument } from './jwt.ts';
import { type DocumentKind, isType, jwtContentType, sdJwtType } from './media-types.ts';

/** Signs a document as `vc+sd-jwt` or `vp+sd-jwt`, with a disclosure for each place. Throws as `packDisclosures`. */
export const signDocumentSdJwt = async (
  {
    document,
    kind,
    keyId,
    places,
  }: {
    readonly document: JsonObject;
    readonly kind: DocumentKind;
    readonly keyId: string | undefined;
    readonly places: readonly Place[];
  },
  {
    signer,
    crypto,
  }: { readonly signer: Signer; readonly crypto: Pick<CryptoPort, 'sha256' | 'randomBytes'> },
): Promise<string> => {
  const { payload, disclosures } = await packDisclosures(document, { places }, crypto);
  const header = {
    typ: sdJwtType(kind),
    cty: jwtContentType(kind),
    ...(keyId === undefined ? {} : { kid: keyId }),
  };
  return [await signJws({ header, payload }, signer), ...disclosures, ''].join('~');
};

/** Verifies type, signature, disclosures and claims of a compact SD-JWT. A key binding, which nobody asked for here, is refused. */
export const verifyDocumentSdJwt = async (
  { compact, kind, key }: { readonly compact: string; readonly kind: DocumentKind; readonly key: PublicJwk },
  crypto: Pick<CryptoPort, 'sha256' | 'verifySignature'>,
): Promise<Result<VerifiedDocument, JoseProblem | SdJwtProblem>> => {
  const parsed = parseSdJwt(compact);
  if (!parsed.ok) return parsed;
  const { header, payload, issuerJwt, disclosures, keyBindingJwt } = parsed.value;
  if (keyBindingJwt !== undefined)
    return err({ code: 'sd_jwt_malformed', message: 'Behind the last tilde stands what nobody asked for.' });
  if (!isType(header.typ, sdJwtType(kind)))
    return err({ code: 'sd_jwt_type', message: `The SD-JWT is not of type ${sdJwtType(kind)}.` });
  const verified = await verifyParsedJws(issuerJwt, key, crypto, { algorithms: allAlgorithms });
  if (!verified.ok) return verified;
  const processed = await processDisclosures(payload, disclosures, crypto);
  if (!processed.ok) return processed;
  const { claims } = processed.value;
  const problem = findClaimsProblem(claims, kind);
  return problem ? err(problem) : ok({ header, document: documentFrom(claims), claims });
};
