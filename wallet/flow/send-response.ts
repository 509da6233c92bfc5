/** The answer on its way to the verifier, or the word that there will be none (OpenID4VP 1.0, sections 8.2, 8.3 and 8.5, appendix A.4). */
import { z } from 'zod';
import { ok, type Result } from '../../core/result.ts';
import { parseAddress } from './address.ts';
import type { VpToken } from './create-response.ts';
import type { FlowPorts } from './flow-ports.ts';
import { type FlowProblem, problem } from './flow-problem.ts';
import type { DigitalPresentationRequest } from './parse-digital-request.ts';
import type { PresentationRequest } from './parse-request.ts';
import { fetchAnswer, parseJsonAnswer } from './read-json.ts';
import { encryptAnswer } from './response-encryption.ts';

const maxAnswerBytes = 64 * 1024;
const ResponseAnswer = z.object({ redirect_uri: z.string().max(4096).optional() });

/** `redirectUri` is where the verifier would like the worker to go next: a link to show, never followed by itself. */
export type SentResponse = { readonly redirectUri: string | null };

/** Posts the presentations to the verifier, by `direct_post`, or by `direct_post.jwt` when the request asks for that. */
export async function sendResponse(
  input: { readonly request: PresentationRequest; readonly vpToken: VpToken },
  ports: FlowPorts,
): Promise<Result<SentResponse, FlowProblem>> {
  const { request, vpToken } = input;
  const state = request.state === null ? {} : { state: request.state };
  return request.encryption === null
    ? post(request, { vp_token: JSON.stringify(vpToken), ...state }, ports)
    : post(
        request,
        { response: await encryptAnswer({ vp_token: vpToken, ...state }, request.encryption) },
        ports,
      );
}

/** Tells the verifier that the worker does not want to share. Nothing else is told, so that it may go in the open. */
export function sendRefusal(
  request: PresentationRequest,
  ports: FlowPorts,
): Promise<Result<SentResponse, FlowProblem>> {
  const state = request.state === null ? {} : { state: request.state };
  return post(request, { error: 'access_denied', ...state }, ports);
}

/** The answer to a request through the browser, for the browser to hand to the page (OpenID4VP 1.0, appendix A.4). */
export async function createDigitalResponse(input: {
  readonly request: DigitalPresentationRequest;
  /** Null when the worker does not want to share. */
  readonly vpToken: VpToken | null;
}): Promise<{ readonly protocol: string; readonly data: object }> {
  const { request, vpToken } = input;
  const { protocol, encryption } = request;
  if (vpToken === null) return { protocol, data: { error: 'access_denied' } };
  if (encryption === null) return { protocol, data: { vp_token: vpToken } };
  return { protocol, data: { response: await encryptAnswer({ vp_token: vpToken }, encryption) } };
}

async function post(
  request: PresentationRequest,
  members: Record<string, string>,
  ports: FlowPorts,
): Promise<Result<SentResponse, FlowProblem>> {
  const answer = await fetchAnswer(ports.fetch, {
    url: request.responseUri,
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(members).toString(),
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
