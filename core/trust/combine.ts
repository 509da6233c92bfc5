/** A verifier's own say in whom it trusts: fewer than the scheme's list has, or some more under a list of its own. */
import type { Platform, TrustList } from './trust-list.ts';

/** A platform as a verifier knows it; `vouchedBy`, and which list of theirs, when it is not the scheme that vouches. */
export type KnownPlatform = Platform & {
  readonly vouchedBy?: string;
  readonly vouchedByList?: Pick<TrustList, 'version' | 'issued'>;
};
export type KnownTrustList = TrustList & { readonly platforms: KnownPlatform[] };

const isNamed = ({ did, otherDids, url, kvkNumber }: Platform, names: ReadonlySet<string>): boolean =>
  [did, ...otherDids, url, kvkNumber].some((name) => names.has(name));

/**
 * The list with only those platforms that are named by DID, URL or KvK number; the others are as if they were not on it.
 */
export const narrowTrustList = (list: TrustList, only: readonly string[]): TrustList => {
  const names = new Set(only);
  return { ...list, platforms: list.platforms.filter((platform) => isNamed(platform, names)) };
};

/**
 * The scheme's list with the platforms of a list of one's own behind it. Where both have a URL or a DID, the scheme's
 * entry counts: an own list adds, and takes nobody's name.
 */
export const joinTrustLists = (list: TrustList, own: TrustList): KnownTrustList => {
  const taken = new Set(list.platforms.flatMap(({ url, did, otherDids }) => [url, did, ...otherDids]));
  const added = own.platforms
    .filter(({ url, did, otherDids }) => ![url, did, ...otherDids].some((name) => taken.has(name)))
    .map((platform) => ({
      ...platform,
      vouchedBy: own.scheme,
      vouchedByList: { version: own.version, issued: own.issued },
    }));
  return { ...list, platforms: [...list.platforms, ...added] };
};
