/** Issuing a KlusCV as SD-JWT VC (SD-JWT VC draft 19). */
import type { PartialClaims } from '../../credential/claims.ts';
import type { PublicJwk } from '../../keys/jwk.ts';
import type { CryptoPort, Signer } from '../../ports.ts';
import { signJws } from '../jws.ts';
import { packEverything } from './pack-everything.ts';

export type SdJwtContent = {
  readonly claims: PartialClaims;
  /** The issuer's https URL: `iss`; its host stands in the certificate. */
  readonly issuerUrl: string;
  readonly vct: string;
  /** Absent only for a credential without a holder, as on paper. */
  readonly holderJwk?: PublicJwk;
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly issuedAt: Date;
  readonly status?: { readonly idx: number; readonly uri: string };
  /**
   * That this is a copy with a place of its own in the status lists, and for whom it was made. `copy` stands for all to
   * see; of `madeFor` only a salted digest does, so that whoever keeps the name back cannot hide that there was one.
   */
  readonly copy?: { readonly madeFor?: string };
  /** Base64 DER, leaf first, without the anchor. */
  readonly x5c: readonly string[];
};

const secondsPerDay = 86_400;

/** Seconds since 1970, rounded down to the day (UTC): copies made on one day cannot be told apart by their times. */
const toDay = (date: Date): number => Math.floor(date.getTime() / 1000 / secondsPerDay) * secondsPerDay;

/**
 * Issues a compact SD-JWT VC: every claim, member and element selectively disclosable under a salt of 128 bits,
 * `iat`, `nbf` and `exp` rounded down to the day, the certificate chain in the header.
 */
export const issueSdJwt = async (
  { claims, issuerUrl, vct, holderJwk, validFrom, validUntil, issuedAt, status, copy, x5c }: SdJwtContent,
  {
    signer,
    crypto,
  }: { readonly signer: Signer; readonly crypto: Pick<CryptoPort, 'sha256' | 'randomBytes'> },
): Promise<string> => {
  const tools = { sha256: crypto.sha256, randomBytes: crypto.randomBytes };
  const { digests, disclosures } = await packEverything(claims, tools);
  const forWhom = await packEverything({ madeFor: copy?.madeFor }, tools);
  const payload = {
    iss: issuerUrl,
    iat: toDay(issuedAt),
    nbf: toDay(validFrom),
    exp: toDay(validUntil),
    vct,
    ...(holderJwk ? { cnf: { jwk: holderJwk } } : {}),
    ...(status ? { status: { status_list: { idx: status.idx, uri: status.uri } } } : {}),
    ...(copy ? { copy: forWhom.digests.length === 0 ? {} : { _sd: forWhom.digests } } : {}),
    _sd: digests,
    _sd_alg: 'sha-256',
  };
  const jwt = await signJws({ header: { typ: 'dc+sd-jwt', x5c: [...x5c] }, payload }, signer);
  return [jwt, ...disclosures, ...forWhom.disclosures, ''].join('~');
};
