/** Where the documents of a platform lie that handed them to the scheme. */
import type { TrustList } from './trust-list.ts';

/**
 * The address to fetch in place of `url`: below a held platform's own address, the same path below the scheme's; any
 * other address as it is.
 */
export const heldAddress = (list: Pick<TrustList, 'platforms'>, url: string): string => {
  const platform = list.platforms.find(
    (one) => one.held !== undefined && (url === one.url || url.startsWith(`${one.url}/`)),
  );
  return platform?.held === undefined ? url : platform.held.url + url.slice(platform.url.length);
};
