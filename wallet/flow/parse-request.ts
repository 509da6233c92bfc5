/** A presentation request by link: fetched, and believed only as far as its signature reaches (OpenID4VP 1.0, section 5; RFC 9101). */
import { ok, type Result } from '../../core/result.ts';
import { parseAddress } from './address.ts';
import { type AskedPresentation, describeRequest } from './describe-request.ts';
import { type FetchedRequest, fetchRequest } from './fetch-request.ts';
import type { FlowPorts } from './flow-ports.ts';
import { type FlowProblem, problem } from './flow-problem.ts';
import { RequestObject, staticAudience } from './request-object.ts';
import { type Asker, verifyRequestJwt } from './verify-request.ts';

export type PresentationRequest = AskedPresentation & {
  readonly clientId: string;
  readonly state: string | null;
  readonly responseUri: string;
};

export const clockSkewSeconds = 60;

/**
 * Reads a request link, fetches the request object, and verifies it: type, key against the client id, signature,
 * audience, time, the nonce that was sent, and the address that the answer would go to.
 */
export async function parseRequest(
  requestUri: string,
  ports: FlowPorts,
): Promise<Result<PresentationRequest, FlowProblem>> {
  const fetched = await fetchRequest(requestUri, ports);
  if (!fetched.ok) return fetched;
  const verified = await verifyRequestJwt(fetched.value.compact, ports);
  if (!verified.ok) return verified;
  const request = RequestObject.safeParse(verified.value.members);
  if (!request.success) {
    const where = request.error.issues.map((issue) => issue.path.join('.')).join(', ');
    return problem('request_unsupported', `The request cannot be answered because of ${where}.`);
  }
  return checkRequest(request.data, verified.value.asker, fetched.value, ports);
}

function checkRequest(
  request: RequestObject,
  asker: Asker,
  fetched: FetchedRequest,
  ports: FlowPorts,
): Result<PresentationRequest, FlowProblem> {
  if (request.client_id !== fetched.clientId) {
    return problem('request_not_genuine', 'The link and the request name different verifiers.');
  }
  if (fetched.walletNonce !== null && request.wallet_nonce !== fetched.walletNonce)
    return problem('request_not_genuine', 'The request does not repeat the nonce of this wallet.');
  if (request.aud !== staticAudience)
    return problem('request_not_genuine', 'The request is for another wallet.');
  const now = ports.now().getTime() / 1000;
  if (request.exp !== undefined && request.exp + clockSkewSeconds <= now) {
    return problem('request_expired', 'The request is over its time.');
  }
  const address = parseAddress(request.response_uri, ports.allowInsecureLoopback);
  if (address === undefined)
    return problem('request_unreadable', 'The answer would go to an address that is not https.');
  // An answer goes where the request came from, or to a host that the signer's name vouches for; a host name, only there.
  const isVouched = asker.hosts.includes(address.hostname);
  const isWhereFrom = asker.prefix !== 'x509_san_dns' && address.host === new URL(fetched.url).host;
  if (!isVouched && !isWhereFrom) {
    return problem('request_not_genuine', 'The answer would go to a host that is not the verifier’s.');
  }
  const { certificateSha256 } = asker;
  const asked = describeRequest(
    request,
    { audience: request.client_id, host: address.host, certificateSha256 },
    ports,
  );
  return asked.ok
    ? ok({
        ...asked.value,
        clientId: request.client_id,
        state: request.state ?? null,
        responseUri: request.response_uri,
      })
    : asked;
}
