/** The answer to a presentation request: signed here, for this verifier and this once (OpenID4VP 1.0, sections 8.1 and B). */
import type { Signer } from '../../core/ports.ts';
import { presentJwtCredentials, presentSdJwt } from '../../core/proof/index.ts';
import { ok, type Result } from '../../core/result.ts';
import { type Answer, satisfies } from './choose.ts';
import type { AskedPresentation } from './describe-request.ts';
import type { FlowPorts } from './flow-ports.ts';
import { type FlowProblem, problem } from './flow-problem.ts';
import { holderKeyUrl } from './holder-key-url.ts';

/** Presentations by the id of the credential query that they answer. */
export type VpToken = Readonly<Record<string, readonly (string | object)[]>>;

/**
 * Makes one presentation for every answer: an SD-JWT with exactly the chosen claims and a key binding JWT
 * (`aud` is the request's audience); or a presentation with a proof (`domain` and `challenge`) of a W3C credential, of the chosen
 * claims where it can be shown in part; or one as a JWT (`aud` and `nonce`), of the whole.
 */
export async function createResponse(
  input: { readonly request: AskedPresentation; readonly chosen: readonly Answer[] },
  ports: FlowPorts,
): Promise<Result<VpToken, FlowProblem>> {
  const presentations: [string, readonly (string | object)[]][] = [];
  for (const answer of input.chosen) {
    const { candidate, claimIds } = answer;
    if (candidate.selective && !satisfies(candidate, claimIds)) {
      return problem('nothing_to_share', 'A claim that the verifier cannot do without was left out.');
    }
    const signer = await ports.keys.loadKey(candidate.credential.keyId);
    if (signer === undefined)
      return problem('key_missing', 'The key of this credential is not in the wallet.');
    const presentation = await createPresentation(input.request, answer, signer, ports);
    if (!presentation.ok) return presentation;
    presentations.push([candidate.queryId, [presentation.value]]);
  }
  if (presentations.length === 0) return problem('nothing_to_share', 'No credential was chosen.');
  return ok(Object.fromEntries(presentations));
}

async function createPresentation(
  request: AskedPresentation,
  { candidate, claimIds }: Answer,
  signer: Signer,
  ports: FlowPorts,
): Promise<Result<string | object, FlowProblem>> {
  const { credential } = candidate;
  const chosen = new Set(claimIds);
  const paths = candidate.asked.filter(({ id }) => chosen.has(id)).map(({ path }) => path);
  if (credential.format === 'ldp_vc') {
    // JSON-LD weighs more than all the rest of the wallet: only who needs it loads it.
    const { presentDocument } = await import('./present-document.ts');
    return presentDocument({ request, credential, paths, signer }, ports);
  }
  if (credential.format === 'jwt_vc_json') {
    const compact = await presentJwtCredentials(
      {
        credentials: [credential.compact],
        holder: credential.holderDid,
        verificationMethod: holderKeyUrl(credential.holderDid),
        audience: request.audience,
        nonce: request.nonce,
        issuedAt: ports.now(),
      },
      signer,
    );
    return ok(compact);
  }
  const compact = await presentSdJwt(
    {
      credential: credential.compact,
      paths: paths.map((path) => [...path]),
      audience: request.audience,
      nonce: request.nonce,
      issuedAt: ports.now(),
    },
    { signer, crypto: ports.crypto },
  );
  return ok(compact);
}
