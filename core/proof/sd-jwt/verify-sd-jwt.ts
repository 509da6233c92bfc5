/** Verifying an SD-JWT VC with its issuer's key (RFC 9901 section 7.1; SD-JWT VC draft 19 section 2.4). */
import type { PublicJwk } from '../../keys/jwk.ts';
import type { CryptoPort } from '../../ports.ts';
import { err, ok, type Result } from '../../result.ts';
import type { JsonObject } from '../../strict-json.ts';
import { verifyParsedJws } from '../jws.ts';
import type { Problem } from '../problem.ts';
import type { DigestTools } from './disclosure.ts';
import { type ParsedSdJwt, parseSdJwt, type SdJwtParseProblem } from './parse-sd-jwt.ts';
import { type DisclosureProblem, type ProcessedClaims, processDisclosures } from './process-disclosures.ts';

/** `vc+sd-jwt` is the older name, still sent by some issuers. */
export const sdJwtVcTypes: readonly string[] = ['dc+sd-jwt', 'vc+sd-jwt'];

export type SdJwtProblem = SdJwtParseProblem | DisclosureProblem | Problem<'sd_jwt_type'>;

export type VerifiedSdJwt = {
  readonly header: JsonObject;
  /** The claims that were disclosed and those signed in the open; digests are gone. */
  readonly payload: JsonObject;
  readonly placed: ProcessedClaims['placed'];
};

type SdJwtCrypto = DigestTools & Pick<CryptoPort, 'verifySignature'>;
type Accepted = { readonly types?: readonly string[] };

/**
 * Verifies type, signature and disclosures of a compact SD-JWT and gives the claims. Key binding, times, status and
 * whether this key may speak for `iss` are other questions. `types` are the accepted `typ` values.
 */
export const verifySdJwt = async (
  compact: string,
  issuerKey: PublicJwk,
  crypto: SdJwtCrypto,
  accepted: Accepted = {},
): Promise<Result<VerifiedSdJwt, SdJwtProblem>> => {
  const parsed = parseSdJwt(compact);
  return parsed.ok ? verifyParsedSdJwt(parsed.value, issuerKey, crypto, accepted) : parsed;
};

/** The same for one that was taken apart already. */
export const verifyParsedSdJwt = async (
  { header, payload, issuerJwt, disclosures }: ParsedSdJwt,
  issuerKey: PublicJwk,
  crypto: SdJwtCrypto,
  { types = sdJwtVcTypes }: Accepted = {},
): Promise<Result<VerifiedSdJwt, SdJwtProblem>> => {
  if (typeof header.typ !== 'string' || !types.includes(header.typ)) {
    return err({ code: 'sd_jwt_type', message: 'The JWT is not of a type for credentials.' });
  }
  const verified = await verifyParsedJws(issuerJwt, issuerKey, crypto);
  if (!verified.ok) return verified;
  const processed = await processDisclosures(payload, disclosures, crypto);
  return processed.ok
    ? ok({ header, payload: processed.value.claims, placed: processed.value.placed })
    : processed;
};
