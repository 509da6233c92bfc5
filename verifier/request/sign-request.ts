/** The request object of a session, made anew and signed at every fetch. */
import {
  type BasisOptions,
  createRequestObject,
  createSignedDigitalRequest,
  createUnsignedDigitalRequest,
  type DigitalProtocol,
  type DigitalRequest,
  signRequestObject,
} from '../../core/openid/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { clientIdOf, requestKeyOf } from '../keys/client-ids.ts';
import { responseKeyOf } from './response-key.ts';
import type { Session } from './session.ts';

type SigningDeps = Pick<VerifierDeps, 'url' | 'name' | 'identity' | 'clock' | 'crypto' | 'vault'>;

/** A signed request object (RFC 9101) that expires with the session; echoes a wallet's nonce when it sent one. */
export async function signSessionRequest(
  session: Session,
  walletNonce: string | undefined,
  deps: SigningDeps,
): Promise<string> {
  const request = createRequestObject({
    ...(await basisOf(session, deps)),
    clientId: clientIdOf(session.clientIdPrefix, deps.identity),
    responseUri: `${deps.url}/response/${session.requestId}`,
    state: session.state,
    issuedAt: deps.clock(),
    expiresAt: session.expiresAt,
    ...(walletNonce === undefined ? {} : { walletNonce }),
  });
  return signRequestObject(request, requestKeyOf(session.clientIdPrefix, deps.identity));
}

/** The requests of a session that goes through the browser, in the order of preference. */
export async function createDigitalRequests(
  session: Session & { readonly origin: string },
  protocols: readonly DigitalProtocol[],
  deps: SigningDeps,
): Promise<DigitalRequest[]> {
  const basis = await basisOf(session, deps);
  const signed = {
    ...basis,
    clientId: clientIdOf(session.clientIdPrefix, deps.identity),
    origin: session.origin,
    issuedAt: deps.clock(),
    expiresAt: session.expiresAt,
  };
  const key = requestKeyOf(session.clientIdPrefix, deps.identity);
  return Promise.all(
    protocols.map(async (protocol) =>
      protocol === 'openid4vp-v1-signed'
        ? createSignedDigitalRequest(signed, key)
        : createUnsignedDigitalRequest(basis),
    ),
  );
}

const basisOf = async (session: Session, deps: SigningDeps): Promise<BasisOptions> => ({
  nonce: session.nonce,
  purpose: session.purpose,
  formats: session.formats,
  verifierName: deps.name,
  ...(await responseKeyOf(session.encryptionKey, deps)),
});
