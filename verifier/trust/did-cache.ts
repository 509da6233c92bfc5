/** Remembers resolved DIDs for a minute, so that a thousand checks of one platform ask for its document once. */
import type { DIDResolutionResult } from 'did-resolver';
import type { Clock } from '../../core/ports.ts';
import { createTimedCache } from './timed-cache.ts';

export type DidResolver = (did: string) => Promise<DIDResolutionResult>;

/** The resolver with a memory; what could not be resolved is asked again each time. */
export function createDidCache(
  resolve: DidResolver,
  options: { readonly clock: Clock; readonly seconds: number; readonly entries: number },
): DidResolver {
  const cache = createTimedCache<DIDResolutionResult>(options);
  return (did) =>
    cache.get(did, async () => {
      const value = await resolve(did);
      return { value, keep: value.didDocument !== null };
    });
}
