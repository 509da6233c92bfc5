/** Issuing a KlusCV as SD-JWT VC (SD-JWT VC draft 19), with the packing of `@sd-jwt/sd-jwt-vc`. */
import { SDJwtVcInstance, type SdJwtVcPayload } from '@sd-jwt/sd-jwt-vc';
import { toBase64Url, toUtf8 } from '../../bytes.ts';
import type { PartialClaims } from '../../credential/claims.ts';
import type { PublicJwk } from '../../keys/jwk.ts';
import type { CryptoPort, Signer } from '../../ports.ts';
import { isJsonObject } from '../../strict-json.ts';

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

const saltLength = 16;
const secondsPerDay = 86_400;

/** Seconds since 1970, rounded down to the day (UTC): copies made on one day cannot be told apart by their times. */
const toDay = (date: Date): number => Math.floor(date.getTime() / 1000 / secondsPerDay) * secondsPerDay;

/** The library's frame type knows the claims of every SD-JWT VC only; ours go deeper. */
type LibraryFrame = Parameters<SDJwtVcInstance['issue']>[1];

type Frame = { _sd: (string | number)[] } & { [name: string]: unknown };

/** Every member and every element by itself, at every depth. */
const frameOf = (value: unknown): Frame | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const names = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    const frame = frameOf(inner);
    return frame ? [[name, frame] as const] : [];
  });
  return { ...Object.fromEntries(entries), _sd: names };
};

/** Without members that are undefined, which would get a disclosure of nothing. */
const withoutAbsent = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutAbsent);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) =>
      inner === undefined ? [] : [[name, withoutAbsent(inner)]],
    ),
  );
};

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
  const present = withoutAbsent(claims);
  const madeFor = copy?.madeFor;
  const payload: SdJwtVcPayload = {
    ...(isJsonObject(present) ? present : {}),
    iss: issuerUrl,
    iat: toDay(issuedAt),
    nbf: toDay(validFrom),
    exp: toDay(validUntil),
    vct,
    ...(holderJwk ? { cnf: { jwk: holderJwk } } : {}),
    ...(status ? { status: { status_list: { idx: status.idx, uri: status.uri } } } : {}),
    ...(copy ? { copy: madeFor === undefined ? {} : { madeFor } } : {}),
  };
  const instance = new SDJwtVcInstance({
    hasher: (data) => crypto.sha256(typeof data === 'string' ? toUtf8(data) : new Uint8Array(data)),
    hashAlg: 'sha-256',
    saltGenerator: () => toBase64Url(crypto.randomBytes(saltLength)),
    signAlg: signer.algorithm,
    signer: async (data) => toBase64Url(await signer.sign(toUtf8(data))),
  });
  const copyFrame = madeFor === undefined ? {} : { copy: { _sd: ['madeFor'] } };
  const frame = { ...frameOf(present), ...copyFrame } as LibraryFrame;
  return instance.issue<SdJwtVcPayload>(payload, frame, { header: { x5c: [...x5c] } });
};
