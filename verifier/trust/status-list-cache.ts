/**
 * Fetches status lists whole and keeps them for a moment: the issuer cannot see whose credential is checked, and a
 * withdrawal is seen within seconds. Whether a list is genuine and current is for `core/verify` to say.
 */
import type { Clock, HttpFetch } from '../../core/ports.ts';
import type { LoadedStatusList } from '../../core/verify/index.ts';
import type { Log } from '../../server/index.ts';
import { createTimedCache } from './timed-cache.ts';

const accepted = 'application/statuslist+jwt, application/vc, application/ld+json, application/json';

/** A loader that never rejects: an address that does not answer as it should is `unreachable`, and not remembered. */
export function createStatusListCache(options: {
  readonly fetch: HttpFetch;
  readonly clock: Clock;
  readonly log: Log;
  readonly seconds: number;
  readonly entries: number;
  readonly maxBytes: number;
}): (url: string) => Promise<LoadedStatusList> {
  const cache = createTimedCache<LoadedStatusList>(options);
  return (url) =>
    cache.get(url, async () => {
      const value = await loadStatusList(url, options);
      return { value, keep: value.status === 'loaded' };
    });
}

async function loadStatusList(
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
