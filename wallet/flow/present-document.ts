/** A W3C credential in a presentation of the holder's, for one reader and once (OpenID4VP 1.0, section B.1.3.2). */
import type { Signer } from '../../core/ports.ts';
import { createPresentation, signPresentation } from '../../core/proof/index.ts';
import { ok, type Result } from '../../core/result.ts';
import type { ClaimPath } from './choose.ts';
import type { AskedPresentation } from './describe-request.ts';
import type { FlowPorts } from './flow-ports.ts';
import { type FlowProblem, problem } from './flow-problem.ts';
import type { HeldCredential } from './held-credential.ts';
import { holderKeyUrl } from './holder-key-url.ts';
import { deriveDocument } from './selective-document.ts';

/**
 * Signs with the key of the DID that the credential is about: `challenge` is the nonce, `domain` the request's audience. Of a
 * credential that can be shown in part, only what the paths lead to and what goes along with it.
 */
export async function presentDocument(
  input: {
    readonly request: AskedPresentation;
    readonly credential: HeldCredential & { readonly format: 'ldp_vc' };
    readonly paths: readonly ClaimPath[];
    readonly signer: Signer;
  },
  ports: FlowPorts,
): Promise<Result<object, FlowProblem>> {
  const { holderDid: holder, document, mandatory } = input.credential;
  const shown = mandatory === undefined ? ok(document) : await deriveDocument(document, input.paths, ports);
  if (!shown.ok) return problem('credential_not_right', shown.error.message);
  const presentation = await signPresentation(
    {
      presentation: createPresentation({ holder, credentials: [shown.value] }),
      verificationMethod: holderKeyUrl(holder),
      challenge: input.request.nonce,
      domain: input.request.audience,
      created: ports.now(),
    },
    { signer: input.signer, loadDocument: ports.loadDocument },
  );
  return ok(presentation);
}
