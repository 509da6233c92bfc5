/**
 * Fetches status lists whole and keeps them for a moment: the issuer cannot see whose credential is checked, and a
 * withdrawal is seen within seconds. Whether a list is genuine and current is for `core/verify` to say.
 */
import type { Clock, HttpFetch } from '../../core/ports.ts';
import type { CacheCounts, LoadedStatusList } from '../../core/verify/index.ts';
import type { Log } from '../../server/index.ts';
import { createTimedCache } from './timed-cache.ts';

const accepted = 'application/statuslist+jwt, application/vc, application/ld+json, application/json';

/**
 * For so long an address that did not answer is not asked again: a list that hangs would hold up every line of a batch
 * otherwise. Meanwhile the answer is "could not check".
 */
export const failedSeconds = 5;

export type StatusListCache = {
  /** Never rejects: an address that does not answer as it should is `unreachable`. The same object as long as the list is the same. */
  readonly load: (url: string) => Promise<LoadedStatusList>;
  readonly counts: () => CacheCounts;
};

export function createStatusListCache(options: {
  readonly fetch: HttpFetch;
  readonly clock: Clock;
  readonly log: Log;
  readonly seconds: number;
  readonly entries: number;
  /** Of all lists together, as they came; anybody can have us fetch whatever lies at a platform's address. */
  readonly bytes: number;
  /** Of one list. */
  readonly maxBytes: number;
}): StatusListCache {
  const sizeOf = (list: LoadedStatusList): number => (list.status === 'loaded' ? list.body.length : 0);
  const cache = createTimedCache<LoadedStatusList>({ ...options, sizeOf });
  return {
    load: (url) =>
      cache.get(url, async (previous) => {
        const value = sameList(previous, await fetchStatusList(url, options));
        return { value, seconds: value.status === 'loaded' ? options.seconds : failedSeconds };
      }),
    counts: cache.counts,
  };
}

async function fetchStatusList(
  url: string,
  { fetch, log, maxBytes }: { fetch: HttpFetch; log: Log; maxBytes: number },
): Promise<LoadedStatusList> {
  try {
    const answer = await fetch({ url, headers: { accept: accepted }, maxBytes });
    if (answer.status === 200)
      return { status: 'loaded', body: answer.body, contentType: answer.headers['content-type'] ?? '' };
    log.warn({ status: answer.status }, 'a status list is not there');
  } catch (error) {
    log.warn({ err: error }, 'a status list did not answer');
  }
  return { status: 'unreachable' };
}

/** The one that was there before when nothing changed, so that it need not be verified again. */
function sameList(before: LoadedStatusList | undefined, fresh: LoadedStatusList): LoadedStatusList {
  if (before?.status !== 'loaded' || fresh.status !== 'loaded') return fresh;
  const isSame = before.contentType === fresh.contentType && Buffer.compare(before.body, fresh.body) === 0;
  return isSame ? before : fresh;
}
