/** Is this what was offered: by that issuer, about this wallet's key, signed, and readable? Only then is it shown to the worker. */
import type { Result } from '../../core/result.ts';
import { checkReceivedJwt } from './check-received-jwt.ts';
import { checkReceivedSdJwt } from './check-received-sd-jwt.ts';
import type { HolderBinding } from './create-proof.ts';
import type { FlowPorts, HolderKey } from './flow-ports.ts';
import { type FlowProblem, problem } from './flow-problem.ts';
import type { HeldCredential } from './held-credential.ts';
import type { CredentialConfiguration } from './issuer-metadata.ts';
import type { ResolvedOffer } from './resolve-offer.ts';

export type ReceivedCredential = {
  readonly offer: ResolvedOffer;
  readonly configuration: CredentialConfiguration;
  readonly received: string | Record<string, unknown>;
  readonly key: HolderKey;
  readonly binding: HolderBinding;
  readonly bundleId: string;
};

/** What every held credential says beside its own form. */
export type HeldBasis = Pick<
  HeldCredential,
  'id' | 'bundleId' | 'keyId' | 'issuerUrl' | 'issuerName' | 'receivedAt'
>;

/** Checks a credential that an issuer sent, and gives it as it will be held. */
export async function checkReceived(
  input: ReceivedCredential,
  ports: FlowPorts,
): Promise<Result<HeldCredential, FlowProblem>> {
  const { offer, configuration, received, key, bundleId } = input;
  const basis: HeldBasis = {
    // One credential to a key, so that the key's id will do for both.
    id: key.keyId,
    bundleId,
    keyId: key.keyId,
    issuerUrl: offer.issuerUrl,
    issuerName: offer.issuer.listed ? offer.issuer.name : null,
    receivedAt: ports.now().toISOString(),
  };
  if (configuration.format === 'dc+sd-jwt') {
    if (typeof received !== 'string') return problem('credential_not_right', 'An SD-JWT is a string.');
    return checkReceivedSdJwt({ compact: received, vct: configuration.vct, basis, key }, ports);
  }
  if (input.binding.method !== 'did')
    return problem('credential_not_right', 'A W3C credential is bound to a DID.');
  const { types, did } = { types: configuration.credential_definition.type, did: input.binding.did };
  if (configuration.format === 'jwt_vc_json') {
    if (typeof received !== 'string') return problem('credential_not_right', 'A JWT is a string.');
    return checkReceivedJwt({ compact: received, types, holderDid: did, basis }, ports);
  }
  if (typeof received === 'string')
    return problem('credential_not_right', 'A W3C credential with a proof is an object.');
  // JSON-LD weighs more than all the rest of the wallet: only who needs it loads it.
  const { checkReceivedDocument } = await import('./check-received-document.ts');
  return checkReceivedDocument({ document: received, types, holderDid: did, basis }, ports);
}
