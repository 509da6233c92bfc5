/** Remembers resolved DIDs for a minute, so that a thousand checks of one platform ask for its document once. */
import { isDeepStrictEqual } from 'node:util';
import type { DIDResolutionResult } from 'did-resolver';
import type { Clock } from '../../core/ports.ts';
import type { CacheCounts } from '../../core/verify/index.ts';
import { failedSeconds } from './status-list-cache.ts';
import { createTimedCache } from './timed-cache.ts';

export type DidResolver = (did: string) => Promise<DIDResolutionResult>;

export type DidCache = { readonly resolve: DidResolver; readonly counts: () => CacheCounts };

/**
 * The resolver with a memory; what could not be resolved is asked again after a few seconds. The same object comes out
 * as long as the document is the same: what was verified with it need not be verified again.
 */
export function createDidCache(
  resolve: DidResolver,
  options: { readonly clock: Clock; readonly seconds: number; readonly entries: number },
): DidCache {
  const cache = createTimedCache<DIDResolutionResult>(options);
  return {
    resolve: (did) =>
      cache.get(did, async (previous) => {
        const fresh = await resolve(did);
        const value = previous !== undefined && isDeepStrictEqual(previous, fresh) ? previous : fresh;
        return { value, seconds: value.didDocument === null ? failedSeconds : options.seconds };
      }),
    counts: cache.counts,
  };
}
