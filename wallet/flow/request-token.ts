/** The pre-authorized code, and the code from the letter if there is one, for an access token (OpenID4VCI 1.0, section 6). */
import { ok, type Result } from '../../core/result.ts';
import type { FlowPorts } from './flow-ports.ts';
import { type FlowProblem, problem } from './flow-problem.ts';
import { ErrorAnswer, TokenAnswer } from './issuer-metadata.ts';
import { preAuthorizedGrant } from './parse-offer.ts';
import { fetchAnswer, parseJsonAnswer } from './read-json.ts';
import type { ResolvedOffer } from './resolve-offer.ts';

const maxTokenBytes = 64 * 1024;

/**
 * Asks for the access token, without a client id, as anonymous wallets do. A wrong transaction code gives
 * `code_refused` and may be tried again; the specification has no own error for it, so an offer that is over looks the same.
 */
export async function requestToken(
  offer: ResolvedOffer,
  txCode: string | null,
  ports: FlowPorts,
): Promise<Result<TokenAnswer, FlowProblem>> {
  if (offer.txCode !== null && (txCode === null || txCode.trim() === '')) {
    return problem('code_needed', 'The offer needs a transaction code.');
  }
  const form = new URLSearchParams({
    grant_type: preAuthorizedGrant,
    'pre-authorized_code': offer.preAuthorizedCode,
  });
  if (offer.txCode !== null && txCode !== null) form.set('tx_code', txCode.trim());
  const answer = await fetchAnswer(ports.fetch, {
    url: offer.endpoints.token,
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
    maxBytes: maxTokenBytes,
  });
  if (answer === undefined || answer.status >= 500) {
    return problem('issuer_unreachable', 'The token endpoint did not answer.');
  }
  if (answer.status !== 200)
    return readTokenError(parseJsonAnswer(answer, ErrorAnswer), offer.txCode !== null);
  const token = parseJsonAnswer(answer, TokenAnswer);
  if (!token.ok) return problem('issuer_answer_wrong', `Token: ${token.error}`);
  // A token bound to a key of its own would need proofs that this wallet does not make yet.
  if (token.value.token_type.toLowerCase() !== 'bearer') {
    return problem('offer_unsupported', 'The access token is not a bearer token.');
  }
  return ok(token.value);
}

function readTokenError(
  answer: Result<{ error: string }, string>,
  askedForCode: boolean,
): Result<never, FlowProblem> {
  if (!answer.ok) return problem('issuer_answer_wrong', 'The token endpoint refused without saying why.');
  if (answer.value.error === 'invalid_grant') {
    return problem(
      askedForCode ? 'code_refused' : 'offer_gone',
      'The token endpoint answered invalid_grant.',
    );
  }
  return problem('issuer_refused', 'The token endpoint refused the request.');
}
