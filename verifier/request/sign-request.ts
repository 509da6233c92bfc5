/** The request object of a session, made anew and signed at every fetch. */
import { createRequestObject, signRequestObject } from '../../core/openid/index.ts';
import type { VerifierDeps } from '../deps.ts';
import type { Session } from './session.ts';

/** A signed request object (RFC 9101) that expires with the session; echoes a wallet's nonce when it sent one. */
export function signSessionRequest(
  session: Session,
  walletNonce: string | undefined,
  deps: Pick<VerifierDeps, 'url' | 'name' | 'identity' | 'clock'>,
): Promise<string> {
  const request = createRequestObject({
    clientId: deps.identity.clientId,
    responseUri: `${deps.url}/response/${session.requestId}`,
    nonce: session.nonce,
    state: session.state,
    purpose: session.purpose,
    formats: session.formats,
    verifierName: deps.name,
    issuedAt: deps.clock(),
    expiresAt: session.expiresAt,
    ...(walletNonce === undefined ? {} : { walletNonce }),
  });
  return signRequestObject(request, deps.identity);
}
