/** Remembers resolved DIDs for a minute, so that a thousand checks of one platform ask for its document once. */
import { isDeepStrictEqual } from 'node:util';
import type { DIDResolutionResult } from 'did-resolver';
import { namesMethod } from '../../core/did/index.ts';
import type { Clock } from '../../core/ports.ts';
import type { CacheCounts, VerifyContext } from '../../core/verify/index.ts';
import { failedSeconds } from './status-list-cache.ts';
import { createTimedCache, type Loaded } from './timed-cache.ts';

export type DidResolver = VerifyContext['resolveDid'];

export type DidCache = { readonly resolve: DidResolver; readonly counts: () => CacheCounts };

/** So often at most is a document fetched again because it did not name a key. */
const againMs = 1_000;
/** So many keys that a document did not name either when it was fetched again. */
const mostMissing = 1_000;
const longestMethod = 1_024;

/**
 * The resolver with a memory; what could not be resolved is asked again after a few seconds. The same object comes out
 * as long as the document is the same: what was verified with it need not be verified again.
 *
 * A platform may have a new key since the document was fetched: when it does not name the key that is asked about, it is
 * fetched again. All who ask within the same second share one fetch that begins after they asked, and a key that is
 * not there then either is not asked about for a few seconds: no stranger makes us call a platform more than once a second.
 */
export function createDidCache(
  resolve: (did: string) => Promise<DIDResolutionResult>,
  options: { readonly clock: Clock; readonly seconds: number; readonly entries: number },
): DidCache {
  const cache = createTimedCache<DIDResolutionResult>(options);
  const missing = new Map<string, number>();
  const now = (): number => options.clock().getTime();

  const load = async (
    did: string,
    previous: DIDResolutionResult | undefined,
  ): Promise<Loaded<DIDResolutionResult>> => {
    const fresh = await resolve(did);
    const value = previous !== undefined && isDeepStrictEqual(previous, fresh) ? previous : fresh;
    return { value, seconds: value.didDocument === null ? failedSeconds : options.seconds };
  };
  const fetchAgain = createTurns(
    async (did: string): Promise<DIDResolutionResult> => {
      const fresh = await cache.renew(did, async (previous) => {
        const loaded = await load(did, previous);
        // A document that cannot be had just now does not take the place of one that is still good for others.
        return loaded.value.didDocument === null ? undefined : loaded;
      });
      return fresh ?? unresolved;
    },
    { now, entries: options.entries },
  );

  const noteMissing = (method: string): void => {
    missing.delete(method);
    missing.set(method, now() + failedSeconds * 1000);
    for (const oldest of missing.keys()) {
      if (missing.size <= mostMissing) break;
      missing.delete(oldest);
    }
  };

  return {
    resolve: async (did, method) => {
      // Keys in themselves need not be fetched, and there are as many as workers: they would push the platforms out.
      if (!did.startsWith('did:web:')) return resolve(did);
      const known = await cache.get(did, (previous) => load(did, previous));
      if (method === undefined || method.length > longestMethod) return known;
      if (known.didDocument === null || namesMethod(known.didDocument, method)) return known;
      if (now() < (missing.get(method) ?? 0)) return known;
      const fresh = await fetchAgain(did);
      if (fresh.didDocument !== null && !namesMethod(fresh.didDocument, method)) noteMissing(method);
      return fresh;
    },
    counts: cache.counts,
  };
}

const unresolved: DIDResolutionResult = {
  didResolutionMetadata: { error: 'unreachable' },
  didDocument: null,
  didDocumentMetadata: {},
};

/** Lets work for one name begin once a second at most; who comes before it begins is given what comes of it. */
function createTurns<T>(
  work: (name: string) => Promise<T>,
  { now, entries }: { readonly now: () => number; readonly entries: number },
): (name: string) => Promise<T> {
  const began = new Map<string, number>();
  const waiting = new Map<string, Promise<T>>();
  return (name) => {
    const next = waiting.get(name);
    if (next !== undefined) return next;
    const waitMs = Math.min(againMs, Math.max(0, (began.get(name) ?? 0) + againMs - now()));
    const turn = new Promise((resolve) => setTimeout(resolve, waitMs)).then(() => {
      waiting.delete(name);
      began.delete(name);
      began.set(name, now());
      for (const oldest of began.keys()) {
        if (began.size <= entries) break;
        began.delete(oldest);
      }
      return work(name);
    });
    waiting.set(name, turn);
    return turn;
  };
}
