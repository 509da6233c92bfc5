/** A W3C credential in a presentation of the holder's, for one reader and once (OpenID4VP 1.0, section B.1.3.2). */
import type { Signer } from '../../core/ports.ts';
import { createPresentation, signPresentation } from '../../core/proof/index.ts';
import type { AskedPresentation } from './describe-request.ts';
import type { FlowPorts } from './flow-ports.ts';
import type { HeldCredential } from './held-credential.ts';
import { holderKeyUrl } from './holder-key-url.ts';

/** Signs with the key of the DID that the credential is about: `challenge` is the nonce, `domain` the request's audience. */
export function presentDocument(
  input: {
    readonly request: AskedPresentation;
    readonly credential: HeldCredential & { readonly format: 'ldp_vc' };
    readonly signer: Signer;
  },
  ports: FlowPorts,
): Promise<object> {
  const { holderDid: holder, document } = input.credential;
  return signPresentation(
    {
      presentation: createPresentation({ holder, credentials: [document] }),
      verificationMethod: holderKeyUrl(holder),
      challenge: input.request.nonce,
      domain: input.request.audience,
      created: ports.now(),
    },
    { signer: input.signer, loadDocument: ports.loadDocument },
  );
}
