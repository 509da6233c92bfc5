/** Finds the documents of a platform that is no more where the scheme's list says that they are served now. */
import type { HttpFetch } from '../../core/ports.ts';
import { heldAddress } from '../../core/trust/index.ts';
import type { TrustListSource } from './trust-list-source.ts';

/** The same fetch, asking the scheme in the place of a platform that handed its documents over. */
export function createHeldFetch(fetch: HttpFetch, trustList: Pick<TrustListSource, 'load'>): HttpFetch {
  return async (request) => {
    const trust = await trustList.load();
    const url = trust.state === 'missing' ? request.url : heldAddress(trust.list, request.url);
    return fetch({ ...request, url });
  };
}
