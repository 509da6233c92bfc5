/**
 * The scheme's list of issuers, from a file or an address: verified against the scheme's keys, kept over restarts, and
 * looked at again from time to time. A list that cannot be loaded or verified never takes the place of one that was, nor
 * does one with a lower version, another list under the same number, or one that tells another story of the keys.
 */
import { readFile, stat } from 'node:fs/promises';
import { fromUtf8 } from '../../core/bytes.ts';
import { KlusCVError } from '../../core/errors.ts';
import type { PublicJwk } from '../../core/keys/index.ts';
import type { Clock, CryptoPort, HttpFetch } from '../../core/ports.ts';
import {
  asSchemeKeys,
  isOutdated,
  mayReplace,
  type SchemeKeys,
  type TrustList,
  verifyTrustList,
} from '../../core/trust/index.ts';
import type { TrustState } from '../../core/verify/index.ts';
import type { Log } from '../../server/index.ts';
import type { KeptList } from './kept-list.ts';

const maxBytes = 4 * 1024 * 1024;

export type TrustListSource = {
  /** The list as it stands now; loads it when it is time to. */
  readonly load: () => Promise<TrustState>;
  /** The signed list itself (a compact JWS), to hand on; undefined when there is none. */
  readonly signedList: () => string | undefined;
  /** The keys that are pinned, for who wants to check that list again; none where no list is configured. */
  readonly pinnedKeys?: SchemeKeys;
};

export type TrustListOptions = {
  /** A file or an https address; undefined when none is configured. */
  readonly location: string | undefined;
  /** The pinned key, or keys. */
  readonly schemeKey: PublicJwk | SchemeKeys | undefined;
  /** Whose list it must be; the scheme's when left out. */
  readonly scheme?: string;
  /** Where the last good list outlives a restart; nowhere when left out. */
  readonly kept?: KeptList;
  readonly fetch: HttpFetch;
  readonly crypto: CryptoPort;
  readonly clock: Clock;
  readonly log: Log;
  /** How long a loaded list is used before it is looked for again. */
  readonly refreshSeconds: number;
};

type Held = { readonly signed: string; readonly list: TrustList };

export function createTrustListSource(options: TrustListOptions): TrustListSource {
  const { clock, log, refreshSeconds, kept } = options;
  let held: Held | undefined;
  let lookAgainAt = 0;
  let loading: Promise<void> | undefined;
  let isFirst = true;

  const take = async (loaded: Held): Promise<void> => {
    if (held && !mayReplace(held.list, loaded.list)) {
      log.warn({ version: loaded.list.version }, 'the list of issuers cannot follow the one held');
      return;
    }
    const isNew = held?.list.version !== loaded.list.version;
    held = loaded;
    if (isNew)
      await kept
        ?.store(loaded.signed)
        .catch((error) => log.warn({ err: error }, 'the list of issuers was not kept'));
  };

  const refresh = async (): Promise<void> => {
    if (isFirst) held = await loadKept(options);
    isFirst = false;
    try {
      const loaded = await loadList(options, held);
      if (loaded) await take(loaded);
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
    ...(options.schemeKey !== undefined && { pinnedKeys: asSchemeKeys(options.schemeKey) }),
  };
}

async function loadList(options: TrustListOptions, held: Held | undefined): Promise<Held | undefined> {
  const { location, fetch } = options;
  if (location === undefined || options.schemeKey === undefined) return undefined;
  const signed = /^https?:/.test(location) ? await fetchList(location, fetch) : await readList(location);
  // The very same object: what was verified under this list is then known to be still under it.
  if (held?.signed === signed.trim()) return held;
  const opened = await openSigned(signed, options);
  if (!opened)
    throw new KlusCVError('invalid_config', 'The list of issuers is not one that the scheme signed.');
  return opened;
}

/** What was kept is believed no more than what is fetched: it must hold under the keys that are pinned today. */
async function loadKept(options: TrustListOptions): Promise<Held | undefined> {
  try {
    const signed = await options.kept?.load();
    if (signed === undefined) return undefined;
    const held = await openSigned(signed, options);
    if (!held) options.log.warn('the kept list of issuers does not hold under the pinned keys');
    return held;
  } catch (error) {
    options.log.warn({ err: error }, 'the kept list of issuers cannot be read');
    return undefined;
  }
}

async function openSigned(
  text: string,
  { schemeKey, crypto, scheme }: TrustListOptions,
): Promise<Held | undefined> {
  if (schemeKey === undefined) return undefined;
  const signed = text.trim();
  const verified = await verifyTrustList(signed, schemeKey, crypto, scheme);
  return verified.ok ? { signed, list: verified.value } : undefined;
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
