/** Opens a session: three randoms that know nothing of each other (OpenID4VP 1.0 sections 13.3 and 14.2). */
import {
  type ClientIdPrefix,
  createRequestUri,
  type Flow,
  isEncrypted,
  type PresentationFormat,
  type Purpose,
  type ResponseMode,
} from '../../core/openid/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { clientIdOf } from '../keys/client-ids.ts';
import { createResponseKey } from './response-key.ts';
import { createToken, hashToken } from './tokens.ts';

export type Question = {
  readonly purpose: Purpose;
  readonly formats: readonly PresentationFormat[];
  readonly flow: Flow;
  readonly responseMode: ResponseMode;
  readonly clientIdPrefix: ClientIdPrefix;
  readonly origin?: string;
  readonly returnUrl?: string;
  /** Which API key asks. */
  readonly openedBy?: string;
};

export type OpenedRequest = {
  readonly id: string;
  readonly pageUrl: string;
  readonly expiresAt: string;
  /** For the browser that asked, in a cookie; without it nobody sees the answer. */
  readonly viewerToken: string;
};

type OpeningDeps = Pick<
  VerifierDeps,
  'url' | 'requests' | 'crypto' | 'clock' | 'requestSeconds' | 'keepSeconds' | 'vault'
>;

/** Stores a new question. How it may be answered is decided here, once, and never changes afterwards. */
export async function openRequest(question: Question, deps: OpeningDeps): Promise<OpenedRequest> {
  const createdAt = deps.clock();
  const expiresAt = new Date(createdAt.getTime() + deps.requestSeconds * 1000);
  const id = createToken(deps.crypto, 16);
  const viewerToken = createToken(deps.crypto, 32);
  await deps.requests.storeRequest({
    requestId: id,
    ...question,
    state: createToken(deps.crypto, 32),
    nonce: createToken(deps.crypto, 32),
    viewerHash: await hashToken(deps.crypto, viewerToken),
    createdAt,
    expiresAt,
    forgetAt: new Date(expiresAt.getTime() + deps.keepSeconds * 1000),
    ...(isEncrypted(question.responseMode) ? { encryptionKey: await createResponseKey(deps) } : {}),
  });
  return { id, pageUrl: `${deps.url}/requests/${id}`, expiresAt: expiresAt.toISOString(), viewerToken };
}

/** The link of a session: `openid4vp://?client_id=…&request_uri=…`. */
export function requestUriOf(
  session: {
    readonly id: string;
    readonly clientIdPrefix: ClientIdPrefix;
    readonly method?: 'get' | 'post' | undefined;
  },
  { url, identity }: Pick<VerifierDeps, 'url' | 'identity'>,
): string {
  return createRequestUri({
    clientId: clientIdOf(session.clientIdPrefix, identity),
    requestUri: `${url}/request/${session.id}`,
    method: session.method ?? 'get',
  });
}
