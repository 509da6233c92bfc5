/** The request (OpenID4VP 1.0 sections 5 and 8): what a wallet fetches, signed by the verifier's certificate key. */
import type { Signer } from '../ports.ts';
import { signJws } from '../proof/index.ts';
import { createDcqlQuery, type DcqlQuery, type PresentationFormat } from './dcql.ts';
import type { Purpose } from './purposes.ts';

/** Media type of a request object (RFC 9101), which is its `typ` as well. */
export const requestObjectType = 'oauth-authz-req+jwt';

/** The `format` under which the purpose travels in `verifier_info`, since OpenID4VP has no member for it. */
export const purposeInfoFormat = 'kluscv-purpose';

export type RequestObject = {
  readonly response_type: 'vp_token';
  readonly response_mode: 'direct_post';
  readonly client_id: string;
  readonly response_uri: string;
  readonly nonce: string;
  readonly state: string;
  readonly aud: 'https://self-issued.me/v2';
  readonly iat: number;
  readonly exp: number;
  readonly dcql_query: DcqlQuery;
  readonly client_metadata: object;
  readonly verifier_info: readonly {
    readonly format: string;
    readonly data: { readonly purpose: Purpose };
  }[];
  readonly wallet_nonce?: string;
};

export type RequestOptions = {
  /** With its prefix, `x509_hash:…`. */
  readonly clientId: string;
  readonly responseUri: string;
  readonly nonce: string;
  readonly state: string;
  readonly purpose: Purpose;
  readonly formats: readonly PresentationFormat[];
  /** Shown by wallets; the name that a worker may trust comes from the scheme's list or the certificate. */
  readonly verifierName: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  /** Echoed when a wallet posted one (section 5.10). */
  readonly walletNonce?: string;
};

const formatMetadata: ReadonlyMap<PresentationFormat, object> = new Map<PresentationFormat, object>([
  ['dc+sd-jwt', { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256', 'EdDSA'] }],
  [
    'ldp_vc',
    {
      proof_type_values: ['DataIntegrityProof'],
      cryptosuite_values: ['eddsa-rdfc-2022', 'ecdsa-rdfc-2019'],
    },
  ],
]);

/** The payload of a request object: a static-discovery request for `direct_post`, with the query of the purpose. */
export function createRequestObject(options: RequestOptions): RequestObject {
  return {
    response_type: 'vp_token',
    response_mode: 'direct_post',
    client_id: options.clientId,
    response_uri: options.responseUri,
    nonce: options.nonce,
    state: options.state,
    aud: 'https://self-issued.me/v2',
    iat: Math.floor(options.issuedAt.getTime() / 1000),
    exp: Math.floor(options.expiresAt.getTime() / 1000),
    dcql_query: createDcqlQuery(options.purpose, options.formats),
    client_metadata: {
      client_name: options.verifierName,
      vp_formats_supported: Object.fromEntries(
        options.formats.map((format) => [format, formatMetadata.get(format) ?? {}]),
      ),
    },
    verifier_info: [{ format: purposeInfoFormat, data: { purpose: options.purpose } }],
    ...(options.walletNonce === undefined ? {} : { wallet_nonce: options.walletNonce }),
  };
}

/**
 * The request object as a signed JWT (RFC 9101).
 * @param x5c the verifier's chain, leaf first, base64 DER, without the trust anchor
 */
export function signRequestObject(
  request: RequestObject,
  key: { readonly signer: Signer; readonly x5c: readonly string[] },
): Promise<string> {
  return signJws(
    { header: { alg: key.signer.algorithm, typ: requestObjectType, x5c: [...key.x5c] }, payload: request },
    key.signer,
  );
}

/** The address that stands in a QR code or link: `openid4vp://?client_id=…&request_uri=…`. */
export function createRequestUri(options: {
  readonly clientId: string;
  readonly requestUri: string;
}): string {
  const query = new URLSearchParams({ client_id: options.clientId, request_uri: options.requestUri });
  return `openid4vp://?${query}`;
}
