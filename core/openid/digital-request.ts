/** Requests through the browser (OpenID4VP 1.0 appendix A): no `state`, no address, and the browser says whose page asks. */
import {
  type BasisOptions,
  createRequestBasis,
  type RequestKey,
  signRequestObject,
} from './authorization-request.ts';

/** The names of the two kinds of request in `navigator.credentials.get` (appendix A.1). */
export const digitalProtocols = ['openid4vp-v1-signed', 'openid4vp-v1-unsigned'] as const;
export type DigitalProtocol = (typeof digitalProtocols)[number];

/** One entry of `digital.requests`. */
export type DigitalRequest = { readonly protocol: DigitalProtocol; readonly data: object };

/** What a presentation through the browser is made out to, whether the request was signed or not (appendix A.4). */
export const digitalAudience = (origin: string): string => `origin:${origin}`;

/** A request that names nobody: the wallet knows the asker by the page's origin alone (appendix A.3.1). */
export function createUnsignedDigitalRequest(options: BasisOptions): DigitalRequest {
  return { protocol: 'openid4vp-v1-unsigned', data: createMembers(options) };
}

/** A request signed by the verifier's key, good on one origin only (appendix A.3.2). */
export async function createSignedDigitalRequest(
  options: BasisOptions & {
    readonly clientId: string;
    readonly origin: string;
    readonly issuedAt: Date;
    readonly expiresAt: Date;
  },
  key: RequestKey,
): Promise<DigitalRequest> {
  const request = await signRequestObject(
    {
      ...createMembers(options),
      client_id: options.clientId,
      expected_origins: [options.origin],
      aud: 'https://self-issued.me/v2',
      iat: Math.floor(options.issuedAt.getTime() / 1000),
      exp: Math.floor(options.expiresAt.getTime() / 1000),
    },
    key,
  );
  return { protocol: 'openid4vp-v1-signed', data: { request } };
}

const createMembers = (options: BasisOptions): object => ({
  ...createRequestBasis(options),
  response_mode: options.encryptTo === undefined ? 'dc_api' : 'dc_api.jwt',
});
