/** The wallet's part of the demo without a hand: receives an offer, answers a request, with the wallet's own flow. */
import { loadDocument } from '../../contexts/index.ts';
import type { Result } from '../../core/result.ts';
import type { TrustList } from '../../core/trust/index.ts';
import { createSafeFetch } from '../../server/index.ts';
import { createNodeSigner, generatePrivateJwk, nodeCrypto } from '../../server/node-crypto.ts';
import {
  createResponse,
  type FlowPorts,
  type FlowProblem,
  findCandidates,
  type HeldCredential,
  parseRequest,
  preselect,
  receiveOffer,
  sendResponse,
} from '../../wallet/flow/index.ts';
import { createMemoryVault } from '../../wallet/vault/index.ts';

/** A wallet that lives as long as the demo's run. */
export function createDemoWallet(trust: TrustList | null): FlowPorts {
  const vault = createMemoryVault({
    generateSigner: async () => createNodeSigner(generatePrivateJwk('ES256')),
    randomBytes: nodeCrypto.randomBytes,
  });
  return {
    fetch: createSafeFetch({ allowInsecureLoopback: true }),
    crypto: nodeCrypto,
    now: () => new Date(),
    keys: vault.keys,
    loadDocument,
    trust,
    allowInsecureLoopback: true,
  };
}

export async function receive(
  offer: { offerUri: string; txCode?: string | undefined },
  wallet: FlowPorts,
): Promise<readonly HeldCredential[]> {
  const { offerUri, txCode } = offer;
  return unwrap(await receiveOffer({ offerUri, ...(txCode === undefined ? {} : { txCode }) }, wallet));
}

/** Answers with these credentials; true when the verifier took the answer. */
export async function present(
  requestUri: string,
  credentials: readonly HeldCredential[],
  wallet: FlowPorts,
): Promise<void> {
  const request = unwrap(await parseRequest(requestUri, wallet));
  const slots = unwrap(findCandidates(request.dcqlQuery, credentials));
  const chosen = preselect(slots, request.allowedClaims);
  const vpToken = unwrap(await createResponse({ request, chosen }, wallet));
  unwrap(await sendResponse({ request, vpToken }, wallet));
}

function unwrap<T>(result: Result<T, FlowProblem>): T {
  if (result.ok) return result.value;
  throw new Error(`The wallet stopped: ${result.error.code}. ${result.error.detail}`);
}
