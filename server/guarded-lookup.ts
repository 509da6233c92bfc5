/** Names to addresses, for one connection: asked once, every answer looked at, and connected to what was looked at. */
import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { KlusCVError } from '../core/errors.ts';
import { isPrivateAddress } from './private-address.ts';

/** All addresses of a name, as the system's resolver has them. */
export type ResolveAddresses = (
  hostname: string,
  callback: (error: Error | null, addresses: readonly LookupAddress[]) => void,
) => void;

const resolveBySystem: ResolveAddresses = (hostname, callback) =>
  dnsLookup(hostname, { all: true, order: 'verbatim' }, callback);

/**
 * A lookup for `http.request`: the connection is made to an address that it handed over, so a name that answers
 * otherwise a moment later (DNS rebinding) changes nothing. One private address among several refuses the name.
 * The callback gets `fetch_refused`, or the resolver's own error.
 */
export function createGuardedLookup({
  resolve = resolveBySystem,
  isPrivate = isPrivateAddress,
}: {
  readonly resolve?: ResolveAddresses;
  readonly isPrivate?: (address: string) => boolean;
} = {}): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, (error, addresses) => {
      if (error) {
        callback(error, '', 0);
        return;
      }
      const [first] = addresses;
      if (!first || addresses.some(({ address }) => isPrivate(address))) {
        callback(new KlusCVError('fetch_refused', 'The name leads to a private address.'), '', 0);
        return;
      }
      if (options.all) callback(null, [...addresses]);
      else callback(null, first.address, first.family);
    });
  };
}
