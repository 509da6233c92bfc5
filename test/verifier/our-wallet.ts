/** Our own wallet's flow, with one credential of the world's platform in it, over real HTTP. */
import { kluscvVct, loadDocument } from '../../contexts/index.ts';
import { createSafeFetch } from '../../server/index.ts';
import { createNodeSigner, generatePrivateJwk, nodeCrypto } from '../../server/node-crypto.ts';
import {
  createResponse,
  type FlowPorts,
  findCandidates,
  type HeldCredential,
  type PresentationRequest,
  parseDigitalRequest,
  parseRequest,
  preselect,
  type SentResponse,
  sendResponse,
  type VpToken,
} from '../../wallet/flow/index.ts';
import { createMemoryVault } from '../../wallet/vault/index.ts';
import { facts, type World } from './world.ts';

type Asked = Pick<PresentationRequest, 'dcqlQuery' | 'allowedClaims' | 'audience' | 'nonce'>;

export async function createOurWallet(world: World) {
  const vault = createMemoryVault({
    generateSigner: async () => createNodeSigner(generatePrivateJwk('ES256')),
    randomBytes: nodeCrypto.randomBytes,
  });
  const { keyId, signer } = await vault.keys.createKey();
  const ports: FlowPorts = {
    fetch: createSafeFetch({ allowInsecureLoopback: true }),
    crypto: nodeCrypto,
    now: world.now,
    keys: vault.keys,
    loadDocument,
    trust: world.trust.list,
    allowInsecureLoopback: true,
  };
  const held: HeldCredential = {
    id: keyId,
    bundleId: 'b',
    keyId,
    issuerUrl: 'https://poetsmaat.example',
    issuerName: 'Poetsmaat B.V.',
    claims: facts,
    validFrom: null,
    validUntil: null,
    receivedAt: world.now().toISOString(),
    format: 'dc+sd-jwt',
    vct: kluscvVct,
    compact: await world.issue(facts, signer),
  };
  const tokenFor = async (request: Asked & Parameters<typeof createResponse>[0]['request']) => {
    const slots = unwrap(findCandidates(request.dcqlQuery, [held]));
    return unwrap(await createResponse({ request, chosen: preselect(slots, request.allowedClaims) }, ports));
  };
  return {
    ports,
    signer,
    credential: held.compact,
    parse: async (requestUri: string): Promise<PresentationRequest> =>
      unwrap(await parseRequest(requestUri, ports)),
    tokenFor,
    /** From the link to the verifier's answer. */
    answer: async (requestUri: string): Promise<SentResponse> => {
      const request = unwrap(await parseRequest(requestUri, ports));
      return unwrap(await sendResponse({ request, vpToken: await tokenFor(request) }, ports));
    },
    readDigital: async (request: { protocol: string; data: unknown }, origin: string) =>
      unwrap(await parseDigitalRequest({ ...request, origin }, ports)),
  };
}
export type OurWallet = Awaited<ReturnType<typeof createOurWallet>>;
export type { VpToken };

export function unwrap<T>(
  result: { ok: true; value: T } | { ok: false; error: { code: string; detail: string } },
): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.detail}`);
  return result.value;
}
