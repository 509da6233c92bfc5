/** A presentation request: fetched, and believed only as far as its signature reaches (OpenID4VP 1.0, sections 5 and 5.10; RFC 9101). */
import type { DcqlQuery } from 'dcql';
import { z } from 'zod';
import { toBase64Url } from '../../core/bytes.ts';
import type { ClaimName } from '../../core/credential/claims.ts';
import { type Leaf, parseLeaf } from '../../core/keys/certificates.ts';
import { askedClaims, Purpose, policyOf, purposeInfoFormat } from '../../core/openid/index.ts';
import { parseJws, verifyJws } from '../../core/proof/index.ts';
import { ok, type Result } from '../../core/result.ts';
import { verifierByCertificate } from '../../core/trust/index.ts';
import { parseAddress } from './address.ts';
import type { FlowPorts } from './flow-ports.ts';
import { type FlowProblem, problem } from './flow-problem.ts';
import { fetchAnswer } from './read-json.ts';
import { parseDcqlQuery, RequestHeader, RequestObject, staticAudience } from './request-object.ts';

export type PresentationRequest = {
  readonly clientId: string;
  /** Who asks. `name` stands on the scheme's list, for this certificate and purpose; null for an unknown recipient. */
  readonly verifier: { readonly name: string | null; readonly host: string };
  /** What for, as the verifier says; null when it does not say. */
  readonly purpose: Purpose | null;
  /** False when the purpose is one for registered verifiers and this one is not registered for it. */
  readonly purposeAllowed: boolean;
  /** The claims that belong to the purpose; null when no purpose was stated. */
  readonly allowedClaims: readonly ClaimName[] | null;
  readonly nonce: string;
  readonly state: string | null;
  readonly responseUri: string;
  readonly dcqlQuery: DcqlQuery;
};

const requestSchemes = new Set(['openid4vp:', 'haip-vp:']);
const maxLinkLength = 16_384;
const maxRequestBytes = 256 * 1024;
const clockSkewSeconds = 60;

/**
 * Reads a request link, fetches the request object, and verifies it: type, certificate against `x509_hash` in the
 * client id, signature by that certificate's key, audience, time, and the address that the answer would go to.
 */
export async function parseRequest(
  requestUri: string,
  ports: FlowPorts,
): Promise<Result<PresentationRequest, FlowProblem>> {
  const link = parseRequestLink(requestUri, ports.allowInsecureLoopback);
  if (!link.ok) return link;
  const answer = await fetchAnswer(ports.fetch, {
    url: link.value.url,
    headers: { accept: 'application/oauth-authz-req+jwt' },
    maxBytes: maxRequestBytes,
  });
  if (answer === undefined || answer.status >= 500) {
    return problem('verifier_unreachable', 'The request could not be fetched.');
  }
  if (answer.status !== 200)
    return problem('request_gone', `The request was answered with ${answer.status}.`);
  const verified = await verifyRequestObject(new TextDecoder().decode(answer.body).trim(), ports);
  if (!verified.ok) return verified;
  const { request, certificate } = verified.value;
  if (request.client_id !== link.value.clientId) {
    return problem('request_not_genuine', 'The link and the request name different verifiers.');
  }
  return checkRequest(request, certificate, link.value.url, ports);
}

function parseRequestLink(
  text: string,
  allowInsecureLoopback: boolean,
): Result<{ readonly clientId: string; readonly url: string }, FlowProblem> {
  const link = text.trim();
  if (link.length > maxLinkLength || !URL.canParse(link)) return problem('request_unreadable', 'Not a link.');
  const url = new URL(link);
  if (!requestSchemes.has(url.protocol) && parseAddress(link, allowInsecureLoopback) === undefined) {
    return problem('request_unreadable', 'Not a link of a kind that carries a request.');
  }
  const [clientId, ...moreIds] = url.searchParams.getAll('client_id');
  const [requestUri, ...moreUris] = url.searchParams.getAll('request_uri');
  if (clientId === undefined || requestUri === undefined || moreIds.length + moreUris.length > 0) {
    return problem('request_unsupported', 'Only requests by reference, from a named verifier, are answered.');
  }
  if (parseAddress(requestUri, allowInsecureLoopback) === undefined) {
    return problem('request_unreadable', 'The request stands at an address that is not https.');
  }
  return ok({ clientId, url: requestUri });
}

type VerifiedRequest = { readonly request: RequestObject; readonly certificate: Leaf };

async function verifyRequestObject(
  compact: string,
  ports: FlowPorts,
): Promise<Result<VerifiedRequest, FlowProblem>> {
  const parsed = parseJws(compact);
  if (!parsed.ok) return problem('request_unreadable', 'The request is not a signed object.');
  const header = RequestHeader.safeParse(parsed.value.header);
  if (!header.success) return problem('request_unsupported', 'The header of the request is of another kind.');
  const certificate = await parseLeaf(header.data.x5c);
  if (certificate === undefined) return problem('request_not_genuine', 'The certificate cannot be read.');
  const verified = await verifyJws(compact, certificate.publicJwk, ports.crypto);
  if (!verified.ok) return problem('request_not_genuine', 'The signature of the request does not hold.');
  const request = RequestObject.safeParse(verified.value.payload);
  if (!request.success) {
    const where = request.error.issues.map((issue) => issue.path.join('.')).join(', ');
    return problem('request_unsupported', `The request cannot be answered because of ${where}.`);
  }
  return ok({ request: request.data, certificate });
}

function checkRequest(
  request: RequestObject,
  certificate: Leaf,
  requestUrl: string,
  ports: FlowPorts,
): Result<PresentationRequest, FlowProblem> {
  const certificateSha256 = toBase64Url(certificate.sha256);
  if (request.client_id !== `x509_hash:${certificateSha256}`) {
    return problem('request_not_genuine', 'The client id is not that of the certificate.');
  }
  if (request.aud !== staticAudience)
    return problem('request_not_genuine', 'The request is for another wallet.');
  const now = ports.now().getTime() / 1000;
  if (request.exp !== undefined && request.exp + clockSkewSeconds <= now) {
    return problem('request_expired', 'The request is over its time.');
  }
  const address = parseAddress(request.response_uri, ports.allowInsecureLoopback);
  if (address === undefined)
    return problem('request_unreadable', 'The answer would go to an address that is not https.');
  // An answer goes where the request came from, or to a host that the certificate vouches for.
  if (address.host !== new URL(requestUrl).host && !certificate.dnsNames.includes(address.hostname)) {
    return problem('request_not_genuine', 'The answer would go to a host that is not the verifier’s.');
  }
  const dcqlQuery = parseDcqlQuery(request.dcql_query);
  if (dcqlQuery === undefined) return problem('request_unsupported', 'The query is not one in DCQL.');
  const purpose = parsePurpose(request);
  const listed = ports.trust === null ? undefined : verifierByCertificate(ports.trust, certificateSha256);
  // A verifier may also ask for anybody who uses its public page: then its own name would say too much.
  const registered = listed?.purposes.find((one) => one === purpose) === undefined ? undefined : listed;
  return ok({
    clientId: request.client_id,
    verifier: { name: registered?.name ?? null, host: address.host },
    purpose,
    purposeAllowed: purpose === null || !policyOf(purpose).registeredOnly || registered !== undefined,
    allowedClaims: purpose === null ? null : askedClaims(purpose),
    nonce: request.nonce,
    state: request.state ?? null,
    responseUri: request.response_uri,
    dcqlQuery,
  });
}

const PurposeInfo = z.object({ format: z.literal(purposeInfoFormat), data: z.object({ purpose: Purpose }) });

function parsePurpose(request: RequestObject): Purpose | null {
  for (const info of request.verifier_info ?? []) {
    const parsed = PurposeInfo.safeParse(info);
    if (parsed.success) return parsed.data.data.purpose;
  }
  return null;
}
