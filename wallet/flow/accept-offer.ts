/** The worker says yes to an offer: token, keys, proofs, credentials, and a look at whether they are what was offered. */
import { ok, type Result } from '../../core/result.ts';
import { checkReceived } from './check-received.ts';
import { chooseBinding } from './create-proof.ts';
import type { FlowPorts, HolderKey } from './flow-ports.ts';
import { type FlowProblem, problem } from './flow-problem.ts';
import type { HeldCredential } from './held-credential.ts';
import type { TokenAnswer } from './issuer-metadata.ts';
import { requestCredential } from './request-credential.ts';
import { requestToken } from './request-token.ts';
import type { OfferedCredential, ResolvedOffer } from './resolve-offer.ts';

/**
 * Fetches every offered credential, each bound to a new key. All of them come through, or none: an issuer that gets
 * one wrong is not one to keep half an offer of. The credentials are not stored; that is the caller's next step.
 * @param input.txCode the code that the worker got another way; null when the offer asks for none
 */
export async function acceptOffer(
  input: { readonly offer: ResolvedOffer; readonly txCode: string | null },
  ports: FlowPorts,
): Promise<Result<readonly HeldCredential[], FlowProblem>> {
  const token = await requestToken(input.offer, input.txCode, ports);
  if (!token.ok) return token;
  const bundleId = createBundleId(ports);
  const keys: HolderKey[] = [];
  const held: HeldCredential[] = [];
  for (const offered of input.offer.offered) {
    const key = await ports.keys.createKey();
    keys.push(key);
    const credential = await fetchOne(
      { offer: input.offer, offered, token: token.value, bundleId, key },
      ports,
    );
    if (!credential.ok) {
      for (const { keyId } of keys) await ports.keys.deleteKey(keyId);
      return credential;
    }
    held.push(credential.value);
  }
  return ok(held);
}

async function fetchOne(
  input: {
    readonly offer: ResolvedOffer;
    readonly offered: OfferedCredential;
    readonly token: TokenAnswer;
    readonly bundleId: string;
    readonly key: HolderKey;
  },
  ports: FlowPorts,
): Promise<Result<HeldCredential, FlowProblem>> {
  const { offer, token, bundleId, key } = input;
  const { configurationId, configuration } = input.offered;
  const binding = chooseBinding(configuration, key.signer);
  if (binding === undefined) {
    return problem('offer_unsupported', 'The issuer binds this credential in no way that this wallet knows.');
  }
  const received = await requestCredential({ offer, configurationId, token, key, binding }, ports);
  if (!received.ok) return received;
  return checkReceived({ offer, configuration, received: received.value, key, binding, bundleId }, ports);
}

function createBundleId(ports: FlowPorts): string {
  return [...ports.crypto.randomBytes(16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
