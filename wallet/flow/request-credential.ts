/** One credential for one key, at the credential endpoint (OpenID4VCI 1.0, sections 7 and 8). */
import { ok, type Result } from '../../core/result.ts';
import { createKeyProof, type HolderBinding } from './create-proof.ts';
import type { FlowPorts, HolderKey } from './flow-ports.ts';
import { type FlowProblem, problem } from './flow-problem.ts';
import { CredentialAnswer, ErrorAnswer, NonceAnswer, type TokenAnswer } from './issuer-metadata.ts';
import { fetchAnswer, parseJsonAnswer } from './read-json.ts';
import type { ResolvedOffer } from './resolve-offer.ts';

const maxNonceBytes = 16 * 1024;
const maxCredentialBytes = 2 * 1024 * 1024;

type Wanted = {
  readonly offer: ResolvedOffer;
  readonly configurationId: string;
  readonly token: TokenAnswer;
  readonly key: HolderKey;
  readonly binding: HolderBinding;
};

/** Asks for the credential with a fresh nonce, and once more when the issuer says that the nonce was stale. */
export async function requestCredential(
  wanted: Wanted,
  ports: FlowPorts,
): Promise<Result<string | Record<string, unknown>, FlowProblem>> {
  const first = await tryRequest(wanted, ports);
  const answer = first.ok && first.value === 'stale_nonce' ? await tryRequest(wanted, ports) : first;
  if (!answer.ok) return answer;
  if (answer.value === 'stale_nonce')
    return problem('issuer_refused', 'The issuer refused two fresh nonces.');
  return ok(answer.value.credential);
}

async function tryRequest(
  { offer, configurationId, token, key, binding }: Wanted,
  ports: FlowPorts,
): Promise<Result<'stale_nonce' | { credential: string | Record<string, unknown> }, FlowProblem>> {
  const nonce = await fetchNonce(offer.endpoints.nonce, ports);
  if (!nonce.ok) return nonce;
  const proof = await createKeyProof(
    { audience: offer.issuerUrl, nonce: nonce.value, issuedAt: ports.now(), binding },
    key.signer,
  );
  const answer = await fetchAnswer(ports.fetch, {
    url: offer.endpoints.credential,
    method: 'POST',
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${token.access_token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ ...nameCredential(configurationId, token), proofs: { jwt: [proof] } }),
    maxBytes: maxCredentialBytes,
  });
  if (answer === undefined || answer.status >= 500) {
    return problem('issuer_unreachable', 'The credential endpoint did not answer.');
  }
  if (answer.status !== 200) {
    const error = parseJsonAnswer(answer, ErrorAnswer);
    if (error.ok && error.value.error === 'invalid_nonce') return ok('stale_nonce');
    return problem('issuer_refused', `The credential endpoint answered with ${answer.status}.`);
  }
  const parsed = parseJsonAnswer(answer, CredentialAnswer);
  if (!parsed.ok) return problem('issuer_answer_wrong', `Credential: ${parsed.error}`);
  const [credential] = parsed.value.credentials;
  if (credential === undefined || parsed.value.credentials.length !== 1) {
    return problem('issuer_answer_wrong', 'One key was sent, and not one credential came back.');
  }
  return ok(credential);
}

async function fetchNonce(
  address: string | null,
  ports: FlowPorts,
): Promise<Result<string | null, FlowProblem>> {
  if (address === null) return ok(null);
  const answer = await fetchAnswer(ports.fetch, { url: address, method: 'POST', maxBytes: maxNonceBytes });
  if (answer === undefined || answer.status < 200 || answer.status > 299) {
    return problem('issuer_unreachable', 'The nonce endpoint did not answer.');
  }
  const nonce = parseJsonAnswer(answer, NonceAnswer);
  return nonce.ok ? ok(nonce.value.c_nonce) : problem('issuer_answer_wrong', `Nonce: ${nonce.error}`);
}

/** By identifier when the token names one for this configuration, else by the configuration itself; never both. */
function nameCredential(configurationId: string, token: TokenAnswer): Record<string, string> {
  const details = token.authorization_details?.find(
    (detail) => detail.credential_configuration_id === configurationId,
  );
  const [identifier] = details?.credential_identifiers ?? [];
  return identifier === undefined
    ? { credential_configuration_id: configurationId }
    : { credential_identifier: identifier };
}
