/** Which listed platform an address or a DID belongs to; for anything else there is none, and nothing is fetched. */
import type { KnownPlatform, KnownTrustList } from '../../core/trust/index.ts';

/** The platform under whose own address a status list would lie; undefined for every other address. */
export function platformOfListUrl(list: KnownTrustList, url: string): KnownPlatform | undefined {
  if (url.length > 2_000 || !URL.canParse(url)) return undefined;
  const { origin, username, password, hash } = new URL(url);
  if (username + password + hash !== '') return undefined;
  return list.platforms.find((platform) => new URL(platform.url).origin === origin);
}

/** The platform whose DID it is, one of its further ones, or of whoever holds its lists. */
export const platformOfDid = (list: KnownTrustList, did: string): KnownPlatform | undefined =>
  list.platforms.find(({ did: own, otherDids, held }) => [own, ...otherDids, held?.did].includes(did));
