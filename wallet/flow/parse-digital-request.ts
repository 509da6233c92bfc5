/** A request through the browser, which says on whose page it was made (OpenID4VP 1.0, appendix A). */
import { digitalAudience } from '../../core/openid/index.ts';
import { ok, type Result } from '../../core/result.ts';
import { type AskedPresentation, describeRequest } from './describe-request.ts';
import type { FlowPorts } from './flow-ports.ts';
import { type FlowProblem, problem } from './flow-problem.ts';
import { clockSkewSeconds } from './parse-request.ts';
import { SignedDigitalRequest, UnsignedDigitalRequest } from './request-object.ts';
import { verifyRequestJwt } from './verify-request.ts';

export type DigitalPresentationRequest = AskedPresentation & { readonly protocol: string };

/**
 * Reads one of the requests that a page gave its browser. A signed one must be meant for this very origin; an unsigned
 * one comes from nobody but the page.
 * @param origin of the page that asks, as the browser says it, never as the request does
 */
export async function parseDigitalRequest(
  input: { readonly protocol: string; readonly data: unknown; readonly origin: string },
  ports: FlowPorts,
): Promise<Result<DigitalPresentationRequest, FlowProblem>> {
  const { protocol, data, origin } = input;
  if (!URL.canParse(origin)) return problem('request_unreadable', 'The origin of the page is not known.');
  const read =
    protocol === 'openid4vp-v1-signed'
      ? await readSigned(data, origin, ports)
      : protocol === 'openid4vp-v1-unsigned'
        ? readUnsigned(data)
        : problem('request_unsupported', 'The request is in a protocol that this wallet does not know.');
  if (!read.ok) return read;
  const { request, certificateSha256 } = read.value;
  const asked = describeRequest(
    request,
    { audience: digitalAudience(origin), host: new URL(origin).host, certificateSha256 },
    ports,
  );
  return asked.ok ? ok({ ...asked.value, protocol }) : asked;
}

type Read = Result<
  { readonly request: UnsignedDigitalRequest; readonly certificateSha256: string | null },
  FlowProblem
>;

function readUnsigned(data: unknown): Read {
  const request = UnsignedDigitalRequest.safeParse(data);
  return request.success
    ? ok({ request: request.data, certificateSha256: null })
    : problem('request_unsupported', 'The request is not one that this wallet can answer.');
}

async function readSigned(data: unknown, origin: string, ports: FlowPorts): Promise<Read> {
  const compact = typeof data === 'object' && data !== null && 'request' in data ? data.request : undefined;
  if (typeof compact !== 'string')
    return problem('request_unreadable', 'The request is not a signed object.');
  const verified = await verifyRequestJwt(compact, ports);
  if (!verified.ok) return verified;
  const request = SignedDigitalRequest.safeParse(verified.value.members);
  if (!request.success)
    return problem('request_unsupported', 'The request is not one that this wallet can answer.');
  if (!request.data.expected_origins.includes(origin))
    return problem('request_not_genuine', 'The request was made for another page.');
  const { exp } = request.data;
  if (exp !== undefined && exp + clockSkewSeconds <= ports.now().getTime() / 1000)
    return problem('request_expired', 'The request is over its time.');
  return ok({ request: request.data, certificateSha256: verified.value.asker.certificateSha256 });
}
