/** An offer from link to credentials in one go: for programs. People see what is offered first (`resolveOffer`), and then say yes. */
import type { Result } from '../../core/result.ts';
import { acceptOffer } from './accept-offer.ts';
import type { FlowPorts } from './flow-ports.ts';
import type { FlowProblem } from './flow-problem.ts';
import type { HeldCredential } from './held-credential.ts';
import { resolveOffer } from './resolve-offer.ts';

/** Resolves and accepts an offer (OpenID4VCI 1.0, pre-authorized code flow). Nothing is stored but the new keys. */
export async function receiveOffer(
  input: { readonly offerUri: string; readonly txCode?: string },
  ports: FlowPorts,
): Promise<Result<readonly HeldCredential[], FlowProblem>> {
  const offer = await resolveOffer(input.offerUri, ports);
  return offer.ok ? acceptOffer({ offer: offer.value, txCode: input.txCode ?? null }, ports) : offer;
}
