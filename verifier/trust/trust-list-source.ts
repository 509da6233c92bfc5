/**
 * The scheme's list of issuers, from a file or an address: verified against the scheme's key, kept, and looked at
 * again from time to time. A list that cannot be loaded or verified never takes the place of one that was.
 */
import { readFile, stat } from 'node:fs/promises';
import { fromUtf8 } from '../../core/bytes.ts';
import { KlusCVError } from '../../core/errors.ts';
import type { PublicJwk } from '../../core/keys/index.ts';
import type { Clock, CryptoPort, HttpFetch } from '../../core/ports.ts';
import { isOutdated, type TrustList, verifyTrustList } from '../../core/trust/index.ts';
import type { TrustState } from '../../core/verify/index.ts';
import type { Log } from '../../server/index.ts';

const maxBytes = 4 * 1024 * 1024;

export type TrustListSource = {
  /** The list as it stands now; loads it when it is time to. */
  readonly load: () => Promise<TrustState>;
  /** The signed list itself (a compact JWS), to hand on; undefined when there is none. */
  readonly signedList: () => string | undefined;
};

export type TrustListOptions = {
  /** A file or an https address; undefined when none is configured. */
  readonly location: string | undefined;
  readonly schemeKey: PublicJwk | undefined;
  readonly fetch: HttpFetch;
  readonly crypto: CryptoPort;
  readonly clock: Clock;
  readonly log: Log;
  /** How long a loaded list is used before it is looked for again. */
  readonly refreshSeconds: number;
};

type Held = { readonly signed: string; readonly list: TrustList };

export function createTrustListSource(options: TrustListOptions): TrustListSource {
  const { clock, log, refreshSeconds } = options;
  let held: Held | undefined;
  let lookAgainAt = 0;
  let loading: Promise<void> | undefined;

  const refresh = async (): Promise<void> => {
    try {
      const loaded = await loadList(options);
      if (loaded && (!held || loaded.list.version >= held.list.version)) held = loaded;
      else if (loaded)
        log.warn({ version: loaded.list.version }, 'the list of issuers is older than the one held');
    } catch (error) {
      log.warn({ err: error }, 'the list of issuers cannot be loaded');
    }
    lookAgainAt = clock().getTime() + (held ? refreshSeconds : Math.min(refreshSeconds, 1)) * 1000;
  };

  return {
    load: async () => {
      if (clock().getTime() >= lookAgainAt) {
        loading ??= refresh().finally(() => {
          loading = undefined;
        });
        await loading;
      }
      if (!held) return { state: 'missing' };
      return { state: isOutdated(held.list, clock()) ? 'outdated' : 'current', list: held.list };
    },
    signedList: () => held?.signed,
  };
}

async function loadList({ location, schemeKey, fetch, crypto }: TrustListOptions): Promise<Held | undefined> {
  if (location === undefined || schemeKey === undefined) return undefined;
  const signed = (
    /^https?:/.test(location) ? await fetchList(location, fetch) : await readList(location)
  ).trim();
  const verified = await verifyTrustList(signed, schemeKey, crypto);
  if (!verified.ok)
    throw new KlusCVError('invalid_config', 'The list of issuers is not one that the scheme signed.');
  return { signed, list: verified.value };
}

async function fetchList(url: string, fetch: HttpFetch): Promise<string> {
  const answer = await fetch({ url, headers: { accept: 'application/jwt' }, maxBytes });
  if (answer.status !== 200)
    throw new KlusCVError('fetch_failed', 'The list of issuers is not at its address.');
  return fromUtf8(answer.body);
}

async function readList(path: string): Promise<string> {
  if ((await stat(path)).size > maxBytes) throw new KlusCVError('too_large');
  return readFile(path, 'utf8');
}
