/** The request (OpenID4VP 1.0 sections 5 and 8): what a wallet fetches, signed by the verifier's key. */
import type { Signer } from '../ports.ts';
import { signJws } from '../proof/index.ts';
import { type ClientMetadata, createClientMetadata } from './client-metadata.ts';
import { createDcqlQuery, type DcqlQuery, type PresentationFormat } from './dcql.ts';
import type { EncryptionKey } from './encryption-key.ts';
import type { Purpose } from './purposes.ts';

/** Media type of a request object (RFC 9101), which is its `typ` as well. */
export const requestObjectType = 'oauth-authz-req+jwt';

/** The `format` under which the purpose travels in `verifier_info`, since OpenID4VP has no member for it. */
export const purposeInfoFormat = 'kluscv-purpose';

/** What every request says, however it travels. */
export type RequestBasis = {
  readonly response_type: 'vp_token';
  readonly nonce: string;
  readonly dcql_query: DcqlQuery;
  readonly client_metadata: ClientMetadata;
  readonly verifier_info: readonly {
    readonly format: string;
    readonly data: { readonly purpose: Purpose };
  }[];
};

export type RequestObject = RequestBasis & {
  readonly response_mode: 'direct_post' | 'direct_post.jwt';
  readonly client_id: string;
  readonly response_uri: string;
  readonly state: string;
  readonly aud: 'https://self-issued.me/v2';
  readonly iat: number;
  readonly exp: number;
  readonly wallet_nonce?: string;
};

export type BasisOptions = {
  readonly nonce: string;
  readonly purpose: Purpose;
  readonly formats: readonly PresentationFormat[];
  /** Shown by wallets; the name that a worker may trust comes from the scheme's list or the certificate. */
  readonly verifierName: string;
  /** The key of this one request, when its answer must be encrypted. */
  readonly encryptTo?: EncryptionKey;
};

export type RequestOptions = BasisOptions & {
  /** With its prefix, `x509_hash:…`. */
  readonly clientId: string;
  readonly responseUri: string;
  readonly state: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  /** Echoed when a wallet posted one (section 5.10). */
  readonly walletNonce?: string;
};

/** The members that requests by link and requests through the browser share. */
export function createRequestBasis(options: BasisOptions): RequestBasis {
  return {
    response_type: 'vp_token',
    nonce: options.nonce,
    dcql_query: createDcqlQuery(options.purpose, options.formats),
    client_metadata: createClientMetadata(options),
    verifier_info: [{ format: purposeInfoFormat, data: { purpose: options.purpose } }],
  };
}

/**
 * The payload of a request object: a static-discovery request with the query of the purpose, to be answered by
 * `direct_post.jwt` when there is a key to encrypt to and by `direct_post` otherwise.
 */
export function createRequestObject(options: RequestOptions): RequestObject {
  return {
    ...createRequestBasis(options),
    response_mode: options.encryptTo === undefined ? 'direct_post' : 'direct_post.jwt',
    client_id: options.clientId,
    response_uri: options.responseUri,
    state: options.state,
    aud: 'https://self-issued.me/v2',
    iat: Math.floor(options.issuedAt.getTime() / 1000),
    exp: Math.floor(options.expiresAt.getTime() / 1000),
    ...(options.walletNonce === undefined ? {} : { wallet_nonce: options.walletNonce }),
  };
}

/** How the signer names its key: by its certificates, leaf first, base64 DER, without the anchor; or by a DID URL. */
export type RequestKey = { readonly signer: Signer } & (
  | { readonly x5c: readonly string[] }
  | { readonly kid: string }
);

/** A request as a signed JWT (RFC 9101). */
export function signRequestObject(request: object, key: RequestKey): Promise<string> {
  const name = 'kid' in key ? { kid: key.kid } : { x5c: [...key.x5c] };
  return signJws(
    { header: { alg: key.signer.algorithm, typ: requestObjectType, ...name }, payload: { ...request } },
    key.signer,
  );
}

/** The address that stands in a QR code or link: `openid4vp://?client_id=…&request_uri=…`. */
export function createRequestUri(options: {
  readonly clientId: string;
  readonly requestUri: string;
  /** `post` lets the wallet say what it can, and send a nonce of its own (section 5.10). */
  readonly method?: 'get' | 'post';
}): string {
  const query = new URLSearchParams({ client_id: options.clientId, request_uri: options.requestUri });
  if (options.method === 'post') query.set('request_uri_method', 'post');
  return `openid4vp://?${query}`;
}
