/** The answer on its way to the verifier, or the word that there will be none (OpenID4VP 1.0, sections 8.2, 8.3 and 8.5). */
import { z } from 'zod';
import { ok, type Result } from '../../core/result.ts';
import { parseAddress } from './address.ts';
import type { VpToken } from './create-response.ts';
import type { FlowPorts } from './flow-ports.ts';
import { type FlowProblem, problem } from './flow-problem.ts';
import type { PresentationRequest } from './parse-request.ts';
import { fetchAnswer, parseJsonAnswer } from './read-json.ts';

const maxAnswerBytes = 64 * 1024;
const ResponseAnswer = z.object({ redirect_uri: z.string().max(4096).optional() });

/** `redirectUri` is where the verifier would like the worker to go next: a link to show, never followed by itself. */
export type SentResponse = { readonly redirectUri: string | null };

/** Posts the presentations to the verifier, by `direct_post`. */
export function sendResponse(
  input: { readonly request: PresentationRequest; readonly vpToken: VpToken },
  ports: FlowPorts,
): Promise<Result<SentResponse, FlowProblem>> {
  return post(input.request, { vp_token: JSON.stringify(input.vpToken) }, ports);
}

/** Tells the verifier that the worker does not want to share. Nothing else is told. */
export function sendRefusal(
  request: PresentationRequest,
  ports: FlowPorts,
): Promise<Result<SentResponse, FlowProblem>> {
  return post(request, { error: 'access_denied' }, ports);
}

async function post(
  request: PresentationRequest,
  members: Record<string, string>,
  ports: FlowPorts,
): Promise<Result<SentResponse, FlowProblem>> {
  const form = new URLSearchParams(members);
  if (request.state !== null) form.set('state', request.state);
  const answer = await fetchAnswer(ports.fetch, {
    url: request.responseUri,
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
    maxBytes: maxAnswerBytes,
  });
  if (answer === undefined || answer.status >= 500) {
    return problem('verifier_unreachable', 'The response address did not answer.');
  }
  if (answer.status !== 200) {
    return problem('verifier_refused', `The response was answered with ${answer.status}.`);
  }
  const parsed = parseJsonAnswer(answer, ResponseAnswer);
  const wanted = parsed.ok ? parsed.value.redirect_uri : undefined;
  const link = wanted === undefined ? undefined : parseLink(wanted, ports.allowInsecureLoopback);
  return ok({ redirectUri: link ?? null });
}

/** Unlike an address that is fetched, a link to go on may carry a fragment: the response code stands there. */
function parseLink(text: string, allowInsecureLoopback: boolean): string | undefined {
  const [address = ''] = text.split('#');
  return parseAddress(address, allowInsecureLoopback) === undefined ? undefined : text;
}
