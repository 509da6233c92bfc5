/** The flow by hand, so that a test can bend any part of it. */
import { signJws } from '../../core/proof/jws.ts';
import { createNodeSigner, generatePrivateJwk } from '../../server/node-crypto.ts';
import type { TestIssuer } from './start-test-issuer.ts';

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
};

const read = async (response: Response): Promise<Answer> => ({
  status: response.status,
  headers: response.headers,
  body: await response.json(),
});

export const grantType = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';

export type Bent = { header?: Record<string, unknown>; payload?: Record<string, unknown> };

export function createWalletRequests(issuer: TestIssuer) {
  const signer = createNodeSigner(generatePrivateJwk('ES256'));

  const order = async (body: object = {}): Promise<{ offerUri: string; code: string; txCode: string }> => {
    const ordered = await (await issuer.call('POST', '/workers/W-1/offers', body)).json();
    const address = new URL(ordered.offerUri).searchParams.get('credential_offer_uri') ?? '';
    const offer = await (await fetch(address)).json();
    const grant = offer.grants[grantType];
    return { offerUri: ordered.offerUri, code: grant['pre-authorized_code'], txCode: ordered.txCode };
  };

  const token = async (parameters: Record<string, string> | string): Promise<Answer> =>
    read(
      await fetch(`${issuer.url}/token`, {
        method: 'POST',
        body: new URLSearchParams(
          typeof parameters === 'string' ? parameters : { grant_type: grantType, ...parameters },
        ),
      }),
    );

  const nonce = async (): Promise<string> =>
    (await (await fetch(`${issuer.url}/nonce`, { method: 'POST' })).json()).c_nonce;

  /** A right proof, changed where the test says; undefined takes a member away. */
  const proof = async ({ header, payload }: Bent = {}): Promise<string> =>
    signJws(
      {
        header: drop({ typ: 'openid4vci-proof+jwt', jwk: signer.publicJwk, ...header }),
        payload: drop({
          aud: issuer.url,
          iat: Math.floor(issuer.deps.clock().getTime() / 1000),
          nonce: payload && 'nonce' in payload ? payload.nonce : await nonce(),
          ...payload,
        }),
      },
      signer,
    );

  const credential = async (accessToken: string, body: unknown): Promise<Answer> =>
    read(
      await fetch(`${issuer.url}/credential`, {
        method: 'POST',
        headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    );

  /** A token that is good for the configurations. */
  const accessToken = async (configurations = ['kluscv-sd-jwt']): Promise<string> => {
    const { code } = await order({ configurations });
    return String((await token({ 'pre-authorized_code': code })).body.access_token);
  };

  return { signer, order, token, nonce, proof, credential, accessToken };
}

const drop = (members: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
