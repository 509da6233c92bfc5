/** Questions to a verified list; none of them fetches. */
import type { PublicJwk } from '../keys/jwk.ts';
import { samePublicJwk } from '../keys/parse-public-jwk.ts';
import type { KnownPlatform, KnownTrustList } from './combine.ts';
import type { Platform, TrustList, Verifier } from './trust-list.ts';

/** True from `nextUpdate` on: then "who issued this" cannot be answered. */
export const isOutdated = (list: TrustList, now: Date): boolean =>
  now.getTime() >= Date.parse(list.nextUpdate);

/** The platform with this DID, its own or another of it; compared byte by byte. */
export const platformByDid = (list: KnownTrustList, did: string): KnownPlatform | undefined =>
  list.platforms.find((platform) => platform.did === did || platform.otherDids.includes(did));

/** All for whom this DID may sign status lists: its own, or that of whoever holds its lists when it is no more. */
export const platformsOfListIssuer = (list: KnownTrustList, did: string): readonly KnownPlatform[] =>
  list.platforms.filter(
    (platform) => platform.did === did || platform.otherDids.includes(did) || platform.held?.did === did,
  );

/** The platform with this issuer URL; compared byte by byte. */
export const platformByUrl = (list: KnownTrustList, url: string): KnownPlatform | undefined =>
  list.platforms.find((platform) => platform.url === url);

/** The registered verifier with this certificate, by the base64url SHA-256 of its DER. */
export const verifierByCertificate = (list: TrustList, certificateSha256: string): Verifier | undefined =>
  list.verifiers.find((verifier) => verifier.certificateSha256 === certificateSha256);

/** True when the platform took part in the scheme on the day (UTC) of that moment. */
export const tookPart = ({ from, until }: Pick<Platform, 'from' | 'until'>, moment: Date): boolean => {
  const day = moment.toISOString().slice(0, 10);
  return from <= day && (until === undefined || day <= until);
};

/** True when the platform's last day of taking part is over (UTC). */
export const hasStopped = ({ until }: Pick<Platform, 'until'>, now: Date): boolean =>
  until !== undefined && until < now.toISOString().slice(0, 10);

/** True when the scheme says that somebody else may have had this key. */
export const isCompromised = (
  { compromisedKeys = [] }: Pick<Platform, 'compromisedKeys'>,
  key: PublicJwk,
): boolean => compromisedKeys.some((one) => samePublicJwk(one, key));
