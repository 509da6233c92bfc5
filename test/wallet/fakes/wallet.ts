/** A wallet for tests: keys in memory, a clock that stands still. */
import { loadDocument } from '../../../contexts/index.ts';
import type { HttpFetch } from '../../../core/ports.ts';
import type { Platform, TrustList, Verifier } from '../../../core/trust/index.ts';
import { createNodeSigner, generatePrivateJwk, nodeCrypto } from '../../../server/node-crypto.ts';
import type { FlowPorts } from '../../../wallet/flow/index.ts';
import { createMemoryVault, type Vault } from '../../../wallet/vault/index.ts';

export const now = new Date('2026-11-14T10:00:00Z');

export const trustListOf = (platforms: Platform[], verifiers: Verifier[] = []): TrustList => ({
  scheme: 'KlusCV',
  version: 1,
  issued: '2026-11-01T00:00:00Z',
  nextUpdate: '2026-12-01T00:00:00Z',
  platforms,
  verifiers,
});

export function createTestWallet(input: { fetch: HttpFetch; trust: TrustList | null }): {
  ports: FlowPorts;
  vault: Vault;
} {
  const vault = createMemoryVault({
    generateSigner: async () => createNodeSigner(generatePrivateJwk('ES256')),
    randomBytes: nodeCrypto.randomBytes,
  });
  const ports: FlowPorts = {
    fetch: input.fetch,
    crypto: nodeCrypto,
    now: () => now,
    keys: vault.keys,
    loadDocument,
    trust: input.trust,
    allowInsecureLoopback: false,
  };
  return { ports, vault };
}
