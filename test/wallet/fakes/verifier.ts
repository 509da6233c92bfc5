/** A small verifier, written by hand from OpenID4VP 1.0, that a test can make lie at one point. */
import { importJWK, SignJWT } from 'jose';
import { toBase64Url } from '../../../core/bytes.ts';
import { createCertificateChain, parseLeaf } from '../../../core/keys/certificates.ts';
import { publicJwkFrom } from '../../../core/keys/index.ts';
import { generatePrivateJwk, nodeCrypto } from '../../../server/node-crypto.ts';
import { form, type Handler } from './network.ts';
import { now } from './wallet.ts';

export type FakeVerifier = {
  url: string;
  clientId: string;
  certificateSha256: string;
  requestLink: string;
  handler: Handler;
  /** Forms that were posted to the response address. */
  posted: URLSearchParams[];
  /** Forms with which the request object was asked for. */
  asked: URLSearchParams[];
};

/** The query for an employer, in short: four facts required, two more where they can be had. */
export const sampleQuery = {
  credentials: [
    {
      id: 'sd',
      format: 'dc+sd-jwt',
      meta: { vct_values: ['https://kluscv.nl/vct/v1'] },
      claims: [
        { id: 'name', path: ['name'] },
        { id: 'gigs', path: ['gigsCompleted'] },
        { id: 'hours', path: ['hoursWorked'] },
        { id: 'rating', path: ['rating'] },
        { id: 'skills', path: ['skills'] },
      ],
      claim_sets: [
        ['name', 'gigs', 'hours', 'rating', 'skills'],
        ['name', 'gigs', 'hours', 'rating'],
        ['name', 'gigs', 'hours'],
        ['name', 'gigs'],
      ],
    },
    {
      id: 'ldp',
      format: 'ldp_vc',
      meta: {
        type_values: [
          [
            'https://www.w3.org/2018/credentials#VerifiableCredential',
            'https://kluscv.nl/ns/v1#KlusCVCredential',
          ],
        ],
      },
      claims: [
        { id: 'name', path: ['credentialSubject', 'name'] },
        { id: 'gigs', path: ['credentialSubject', 'gigsCompleted'] },
      ],
    },
    {
      id: 'jwt',
      format: 'jwt_vc_json',
      meta: { type_values: [['VerifiableCredential', 'KlusCVCredential']] },
      claims: [{ id: 'gigs', path: ['credentialSubject', 'gigsCompleted'] }],
    },
  ],
  credential_sets: [{ options: [['sd'], ['ldp'], ['jwt']] }],
};

export async function createFakeVerifier(
  options: {
    url?: string;
    query?: object;
    /** Members of the request object to put in place of the right ones; undefined takes one away. */
    request?: Record<string, unknown>;
    typ?: string;
    foreignCertificate?: boolean;
    signWithOtherKey?: boolean;
    /** By what the verifier names itself, in place of its certificate's hash. */
    clientId?: string;
    /** In place of the certificate: the key's DID URL. */
    kid?: string;
    /** Served at `/.well-known/did.json`, made from the key's public half. */
    didDocument?: (publicJwk: ReturnType<typeof publicJwkFrom>) => object;
    /** Members that the link has beside its two. */
    link?: Record<string, string>;
    answer?: { status: number; body: unknown };
  } = {},
): Promise<FakeVerifier> {
  const url = options.url ?? 'https://verifier.example';
  const key = generatePrivateJwk('ES256');
  const chainFor = async (publicJwk: ReturnType<typeof publicJwkFrom>) =>
    createCertificateChain(
      {
        root: { commonName: 'Root', privateJwk: generatePrivateJwk('ES256') },
        leaf: {
          commonName: 'Verifier',
          publicJwk,
          dnsNames: [new URL(url).hostname, 'answers.verifier.example'],
        },
        notBefore: new Date('2026-01-01T00:00:00Z'),
        notAfter: new Date('2030-01-01T00:00:00Z'),
      },
      nodeCrypto,
    );
  const { x5c } = await chainFor(publicJwkFrom(key));
  const leaf = await parseLeaf(x5c);
  if (leaf === undefined) throw new Error('no leaf');
  const certificateSha256 = toBase64Url(leaf.sha256);
  const clientId = options.clientId ?? `x509_hash:${certificateSha256}`;
  const payload = {
    response_type: 'vp_token',
    response_mode: 'direct_post',
    client_id: clientId,
    response_uri: `${url}/response/1`,
    nonce: 'nonce-of-the-verifier-1',
    state: 'state-of-the-verifier-1',
    aud: 'https://self-issued.me/v2',
    iat: now.getTime() / 1000,
    exp: now.getTime() / 1000 + 300,
    dcql_query: options.query ?? sampleQuery,
    client_metadata: { vp_formats_supported: {} },
    verifier_info: [{ format: 'kluscv-purpose', data: { purpose: 'employer' } }],
    ...options.request,
  };
  const sent = options.foreignCertificate
    ? (await chainFor(publicJwkFrom(generatePrivateJwk('ES256')))).x5c
    : x5c;
  const signingKey = await importJWK(options.signWithOtherKey ? generatePrivateJwk('ES256') : key, 'ES256');
  const posted: URLSearchParams[] = [];
  const asked: URLSearchParams[] = [];
  return {
    url,
    clientId,
    certificateSha256,
    posted,
    asked,
    requestLink: `openid4vp://?${new URLSearchParams({ client_id: clientId, request_uri: `${url}/request/1`, ...options.link })}`,
    handler: async ({ path, method, body }) => {
      if (path === '/.well-known/did.json' && options.didDocument !== undefined)
        return { status: 200, body: options.didDocument(publicJwkFrom(key)) };
      if (path === '/request/1') {
        if (method === 'POST') asked.push(form(body));
        const nonce = asked.at(-1)?.get('wallet_nonce');
        const jwt = await new SignJWT({ ...(nonce ? { wallet_nonce: nonce } : {}), ...payload })
          .setProtectedHeader({
            alg: 'ES256',
            typ: options.typ ?? 'oauth-authz-req+jwt',
            ...(options.kid === undefined ? { x5c: [...sent] } : { kid: options.kid }),
          })
          .sign(signingKey);
        return { status: 200, body: jwt };
      }
      if (path === '/response/1' && method === 'POST') {
        posted.push(form(body));
        return options.answer ?? { status: 200, body: {} };
      }
      return { status: 404, body: {} };
    },
  };
}
