/** The link of a request, and the request behind it: fetched by GET, or by POST when the link says so (OpenID4VP 1.0, section 5.10). */
import { toBase64Url } from '../../core/bytes.ts';
import { clientIdPrefixes } from '../../core/openid/index.ts';
import { ok, type Result } from '../../core/result.ts';
import { parseAddress } from './address.ts';
import type { FlowPorts } from './flow-ports.ts';
import { type FlowProblem, problem } from './flow-problem.ts';
import { fetchAnswer } from './read-json.ts';

export type FetchedRequest = {
  /** The request object as it came: a compact JWT, nothing about it believed yet. */
  readonly compact: string;
  /** The client id of the link, which the request must repeat. */
  readonly clientId: string;
  readonly url: string;
  /** The nonce that was sent along, which the request must repeat; null when none was sent. */
  readonly walletNonce: string | null;
};

type RequestLink = { readonly clientId: string; readonly url: string; readonly method: 'GET' | 'POST' };

const requestSchemes = new Set(['openid4vp:', 'haip-vp:']);
const maxLinkLength = 16_384;
const maxRequestBytes = 256 * 1024;

/** What this wallet tells a verifier that asks: what it can, and nothing about its owner. */
const walletMetadata = {
  vp_formats_supported: {
    'dc+sd-jwt': { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256'] },
    ldp_vc: {
      proof_type_values: ['DataIntegrityProof'],
      // Of the credential, and of the presentation around it.
      cryptosuite_values: ['eddsa-rdfc-2022', 'ecdsa-sd-2023', 'ecdsa-rdfc-2019'],
    },
    jwt_vc_json: { alg_values: ['ES256'] },
  },
  client_id_prefixes_supported: [...clientIdPrefixes],
  request_object_signing_alg_values_supported: ['ES256'],
};

/** Reads a request link and fetches what it points to. */
export async function fetchRequest(
  requestUri: string,
  ports: FlowPorts,
): Promise<Result<FetchedRequest, FlowProblem>> {
  const link = parseRequestLink(requestUri, ports.allowInsecureLoopback);
  if (!link.ok) return link;
  const { clientId, url, method } = link.value;
  const walletNonce = method === 'POST' ? toBase64Url(ports.crypto.randomBytes(16)) : null;
  const answer = await fetchAnswer(ports.fetch, {
    url,
    method,
    headers: {
      accept: 'application/oauth-authz-req+jwt',
      ...(walletNonce === null ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(walletNonce === null
      ? {}
      : {
          body: new URLSearchParams({
            wallet_nonce: walletNonce,
            wallet_metadata: JSON.stringify(walletMetadata),
          }).toString(),
        }),
    maxBytes: maxRequestBytes,
  });
  if (answer === undefined || answer.status >= 500) {
    return problem('verifier_unreachable', 'The request could not be fetched.');
  }
  if (answer.status !== 200)
    return problem('request_gone', `The request was answered with ${answer.status}.`);
  return ok({ compact: new TextDecoder().decode(answer.body).trim(), clientId, url, walletNonce });
}

function parseRequestLink(text: string, allowInsecureLoopback: boolean): Result<RequestLink, FlowProblem> {
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
  const method = url.searchParams.get('request_uri_method') ?? 'get';
  if (method !== 'get' && method !== 'post')
    return problem('request_unsupported', 'The request is fetched in no way that this wallet knows.');
  return ok({ clientId, url: requestUri, method: method === 'post' ? 'POST' : 'GET' });
}
