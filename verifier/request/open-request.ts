/** Opens a session: three randoms that know nothing of each other (OpenID4VP 1.0 sections 13.3 and 14.2). */
import { createRequestUri, type PresentationFormat, type Purpose } from '../../core/openid/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { createToken, hashToken } from './tokens.ts';

export type OpenedRequest = {
  readonly id: string;
  readonly requestUri: string;
  readonly pageUrl: string;
  readonly expiresAt: string;
  /** For the browser that asked, in a cookie; whoever has it may see the answer. */
  readonly viewerToken: string;
};

type OpeningDeps = Pick<
  VerifierDeps,
  'url' | 'identity' | 'requests' | 'crypto' | 'clock' | 'requestSeconds' | 'keepSeconds'
>;

/** Stores a new question and gives the link that a wallet opens. The flow is cross-device: no way back is offered. */
export async function openRequest(
  question: { readonly purpose: Purpose; readonly formats: readonly PresentationFormat[] },
  deps: OpeningDeps,
): Promise<OpenedRequest> {
  const createdAt = deps.clock();
  const expiresAt = new Date(createdAt.getTime() + deps.requestSeconds * 1000);
  const id = createToken(deps.crypto, 16);
  const viewerToken = createToken(deps.crypto, 32);
  await deps.requests.storeRequest({
    requestId: id,
    purpose: question.purpose,
    formats: question.formats,
    state: createToken(deps.crypto, 32),
    nonce: createToken(deps.crypto, 32),
    viewerHash: await hashToken(deps.crypto, viewerToken),
    createdAt,
    expiresAt,
    forgetAt: new Date(expiresAt.getTime() + deps.keepSeconds * 1000),
  });
  return {
    id,
    requestUri: requestUriOf(id, deps),
    pageUrl: `${deps.url}/requests/${id}`,
    expiresAt: expiresAt.toISOString(),
    viewerToken,
  };
}

/** The link of a session: `openid4vp://?client_id=…&request_uri=…`. */
export function requestUriOf(id: string, deps: Pick<VerifierDeps, 'url' | 'identity'>): string {
  return createRequestUri({ clientId: deps.identity.clientId, requestUri: `${deps.url}/request/${id}` });
}
