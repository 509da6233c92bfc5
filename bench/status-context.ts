/** Our verification around the sample platform: everything in memory, with the memories that the service has. */
import { createIssuerChains, createVerifiedLists, type VerifyContext } from '../core/verify/index.ts';
import { nodeCrypto } from '../server/node-crypto.ts';
import { loader, now } from './sample.ts';
import { didDocument, trustList } from './status-sample.ts';

export function createBenchContext(lists: ReadonlyMap<string, object>): VerifyContext {
  const bodies = new Map(
    [...lists].map(([url, document]) => [url, new TextEncoder().encode(JSON.stringify(document))]),
  );
  const resolution = { didResolutionMetadata: {}, didDocument, didDocumentMetadata: {} };
  return {
    now,
    clockSkewSeconds: 60,
    crypto: nodeCrypto,
    loadDocument: loader,
    trust: { state: 'current', list: trustList },
    resolveDid: async () => resolution,
    loadStatusList: async (url) => {
      const body = bodies.get(url);
      return body === undefined
        ? { status: 'unreachable' }
        : { status: 'loaded', body, contentType: 'application/vc' };
    },
    verifiedLists: createVerifiedLists({ entries: 1_000, bytes: 64 * 1024 * 1024 }),
    issuerChains: createIssuerChains({ entries: 100 }),
    verifierName: 'Bench',
  };
}
