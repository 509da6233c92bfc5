/** What a verifier that trusts this issuer says of a credential, with everything fetched anew. */
import { loadDocument } from '../../contexts/index.ts';
import { resolveDid } from '../../core/did/index.ts';
import { type CredentialReport, parseReceived, verifyCredential } from '../../core/verify/index.ts';
import { otherDidsOf } from '../../issuer/keys/jwt-issuer.ts';
import { createSafeFetch } from '../../server/index.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import type { TestIssuer } from './start-test-issuer.ts';

/** @param listed what the scheme's list has otherwise */
export async function judge(
  { url, deps }: Pick<TestIssuer, 'url' | 'deps'>,
  credential: unknown,
  listed: { certificateAnchors?: readonly string[]; otherDids?: readonly string[] } = {},
): Promise<CredentialReport> {
  const text = typeof credential === 'string' ? credential : JSON.stringify(credential);
  const received = parseReceived({ bytes: new TextEncoder().encode(text) });
  if (!received.ok || !received.value[0]) throw new Error('not received');
  const fetch = createSafeFetch({ allowInsecureLoopback: true });
  const keys = deps.keys.known();
  return verifyCredential(received.value[0], {
    now: deps.clock(),
    clockSkewSeconds: 60,
    crypto: nodeCrypto,
    loadDocument,
    trust: {
      state: 'current',
      list: {
        scheme: 'KlusCV',
        version: 1,
        issued: '2025-01-01T00:00:00Z',
        nextUpdate: '2099-01-01T00:00:00Z',
        platforms: [
          {
            name: 'Poetsmaat B.V.',
            kvkNumber: '00000001',
            url,
            did: keys.did,
            otherDids: [...(listed.otherDids ?? otherDidsOf(url, keys))],
            certificateAnchors: [...(listed.certificateAnchors ?? keys.certificateAnchors)],
            from: '2025-01-01',
          },
        ],
        verifiers: [],
      },
    },
    resolveDid: (did) => resolveDid(did, { fetch, allowInsecureLoopback: true }),
    loadStatusList: async (address) => {
      const { status, headers, body } = await fetch({ url: address });
      return status === 200
        ? { status: 'loaded', body, contentType: headers['content-type'] ?? '' }
        : { status: 'unreachable' };
    },
    verifierName: 'test',
  });
}
