/** The lists that the settings name, put together. */
import type { Clock, CryptoPort, HttpFetch } from '../../core/ports.ts';
import type { Log } from '../../server/index.ts';
import type { VerifierConfig } from '../config.ts';
import { createKeptListFile } from './kept-list.ts';
import { createKnownPlatforms } from './known-platforms.ts';
import { createTrustListSource, type TrustListSource } from './trust-list-source.ts';

type Ports = {
  readonly fetch: HttpFetch;
  readonly crypto: CryptoPort;
  readonly clock: Clock;
  readonly log: Log;
};

type Settings = Pick<
  VerifierConfig,
  'trustList' | 'schemeKey' | 'trustListCopy' | 'trustOnly' | 'ownList' | 'ownListKey' | 'ownListName'
>;

/** A file is looked at each second, an address each minute. */
const refreshSecondsFor = (location: string | undefined): number =>
  /^https?:/.test(location ?? '') ? 60 : 1;

/** The scheme's list, and whatever the operator made of it. */
export function createConfiguredLists(settings: Settings, ports: Ports): TrustListSource {
  const scheme = createTrustListSource({
    location: settings.trustList,
    schemeKey: settings.schemeKey,
    kept: createKeptListFile(settings.trustListCopy),
    refreshSeconds: refreshSecondsFor(settings.trustList),
    ...ports,
  });
  const { ownList, ownListKey, ownListName } = settings;
  const own =
    ownListName === undefined
      ? undefined
      : createTrustListSource({
          location: ownList,
          schemeKey: ownListKey,
          scheme: ownListName,
          kept: createKeptListFile(`${settings.trustListCopy}.own`),
          refreshSeconds: refreshSecondsFor(ownList),
          ...ports,
        });
  return createKnownPlatforms({ scheme, own, only: settings.trustOnly });
}
