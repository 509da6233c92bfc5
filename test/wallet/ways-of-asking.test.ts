import { compactDecrypt, exportJWK, generateKeyPair } from 'jose';
import { describe, expect, it } from 'vitest';
import { createDidDocument } from '../../core/did/index.ts';
import {
  createResponse,
  type FlowProblemCode,
  findCandidates,
  type PresentationRequest,
  parseRequest,
  preselect,
  receiveOffer,
  sendRefusal,
  sendResponse,
} from '../../wallet/flow/index.ts';
import { createFakeIssuer } from './fakes/issuer.ts';
import { createNetwork } from './fakes/network.ts';
import { createFakeVerifier } from './fakes/verifier.ts';
import { createTestWallet, trustListOf } from './fakes/wallet.ts';

type Options = NonNullable<Parameters<typeof createFakeVerifier>[0]>;

const did = 'did:web:verifier.example';
const kid = `${did}#p256`;
const byDid: Options = {
  clientId: `decentralized_identifier:${did}`,
  kid,
  didDocument: (publicJwk) => createDidDocument({ did, keys: [{ id: 'p256', publicJwk }] }),
};
const byHost: Options = { clientId: 'x509_san_dns:verifier.example' };
const byPost: Options = { link: { request_uri_method: 'post' } };

async function setUp(options: Options) {
  const issuer = await createFakeIssuer({
    url: 'https://poetsmaat.example',
    configurations: ['kluscv-sd-jwt'],
  });
  const verifier = await createFakeVerifier(options);
  const { fetch, log } = createNetwork({ [issuer.url]: issuer.handler, [verifier.url]: verifier.handler });
  const { ports } = createTestWallet({ fetch, trust: trustListOf([issuer.platform]) });
  return { issuer, verifier, ports, log };
}

async function parse(options: Options): Promise<PresentationRequest | FlowProblemCode> {
  const { verifier, ports } = await setUp(options);
  const request = await parseRequest(verifier.requestLink, ports);
  return request.ok ? request.value : request.error.code;
}

const createKey = async () => {
  const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
  return { publicJwk: { ...(await exportJWK(publicKey)), kid: 'k-1', alg: 'ECDH-ES' }, privateKey };
};

const encrypted = (metadata: object): Options => ({
  request: {
    response_mode: 'direct_post.jwt',
    client_metadata: { vp_formats_supported: {}, ...metadata },
  },
});

describe('a verifier that names itself', () => {
  it.each([
    ['by its DID', byDid],
    ['by a host in its certificate', byHost],
  ])('%s is believed, and shown by the host that the answer goes to', async (_name, options) => {
    expect(await parse(options)).toMatchObject({
      clientId: options.clientId,
      audience: options.clientId,
      verifier: { name: null, host: 'verifier.example' },
    });
  });

  it.each<[string, Options]>([
    ['by a DID whose document has another key', { ...byDid, signWithOtherKey: true }],
    ['by a DID, with the key of another DID', { ...byDid, kid: 'did:web:other.example#p256' }],
    ['by a DID, with a key that the document does not have', { ...byDid, kid: `${did}#other` }],
    [
      'by a DID whose document says that it is another',
      { ...byDid, didDocument: () => ({ id: 'did:web:other.example' }) },
    ],
    [
      'by a DID whose key is for no purpose of ours',
      {
        ...byDid,
        didDocument: (publicJwk) => ({
          ...createDidDocument({ did, keys: [{ id: 'p256', publicJwk }] }),
          authentication: [],
          assertionMethod: [],
        }),
      },
    ],
    [
      'by a DID, to be answered elsewhere',
      { ...byDid, request: { response_uri: 'https://evil.example/response' } },
    ],
    ['by a host that is not in its certificate', { clientId: 'x509_san_dns:other.example' }],
    [
      'by one host, to be answered at another of its certificate',
      { ...byHost, request: { response_uri: 'https://answers.verifier.example/response' } },
    ],
    ['by a host, signed with another key', { ...byHost, signWithOtherKey: true }],
  ])('%s is not believed', async (_name, options) => {
    expect(await parse(options)).toBe('request_not_genuine');
  });

  it.each<[string, Options]>([
    ['by a page’s origin', { clientId: 'origin:https://verifier.example' }],
    ['by an address alone', { clientId: 'redirect_uri:https://verifier.example/response/1' }],
    ['by a certificate that it does not show', { kid }],
  ])('%s is not answered', async (_name, options) => {
    expect(await parse(options)).toBe('request_unsupported');
  });
});

describe('a request that is asked for by POST', () => {
  it('gets a fresh nonce and what this wallet can, and nothing about its owner', async () => {
    const { verifier, ports } = await setUp(byPost);
    for (const _turn of [1, 2]) expect((await parseRequest(verifier.requestLink, ports)).ok).toBe(true);
    const [one, two] = verifier.asked;
    expect(one?.get('wallet_nonce')).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(one?.get('wallet_nonce')).not.toBe(two?.get('wallet_nonce'));
    expect(Object.keys(JSON.parse(one?.get('wallet_metadata') ?? ''))).toEqual([
      'vp_formats_supported',
      'client_id_prefixes_supported',
      'request_object_signing_alg_values_supported',
    ]);
  });

  it('is not believed when it does not repeat the nonce, and not fetched in unknown ways', async () => {
    expect(await parse({ ...byPost, request: { wallet_nonce: 'another-nonce' } })).toBe(
      'request_not_genuine',
    );
    expect(await parse({ link: { request_uri_method: 'put' } })).toBe('request_unsupported');
  });
});

describe('a request for an encrypted answer', () => {
  it('gets it for its key alone, under its kid, with the state inside', async () => {
    const { publicJwk, privateKey } = await createKey();
    const set = await setUp(
      encrypted({
        jwks: { keys: [{ kty: 'RSA', n: 'AQAB', e: 'AQAB' }, publicJwk] },
        encrypted_response_enc_values_supported: ['A256GCM'],
      }),
    );
    const held = await receiveOffer({ offerUri: set.issuer.offerLink('value') }, set.ports);
    const request = await parseRequest(set.verifier.requestLink, set.ports);
    if (!held.ok || !request.ok) throw new Error('no credential or no request');
    const slots = findCandidates(request.value.dcqlQuery, held.value);
    if (!slots.ok) throw new Error('nothing to share');
    const chosen = preselect(slots.value, request.value.allowedClaims);
    const vpToken = await createResponse({ request: request.value, chosen }, set.ports);
    if (!vpToken.ok) throw new Error(vpToken.error.detail);
    expect((await sendResponse({ request: request.value, vpToken: vpToken.value }, set.ports)).ok).toBe(true);
    const [form] = set.verifier.posted;
    expect([...(form?.keys() ?? [])]).toEqual(['response']);
    const { plaintext, protectedHeader } = await compactDecrypt(form?.get('response') ?? '', privateKey);
    expect(protectedHeader).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM', kid: 'k-1' });
    expect(JSON.parse(new TextDecoder().decode(plaintext))).toEqual({
      vp_token: vpToken.value,
      state: 'state-of-the-verifier-1',
    });
  });

  it('may be told no in the open', async () => {
    const { publicJwk } = await createKey();
    const { verifier, ports } = await setUp(encrypted({ jwks: { keys: [publicJwk] } }));
    const request = await parseRequest(verifier.requestLink, ports);
    if (!request.ok) throw new Error(request.error.detail);
    await sendRefusal(request.value, ports);
    expect(Object.fromEntries(verifier.posted[0] ?? [])).toEqual({
      error: 'access_denied',
      state: 'state-of-the-verifier-1',
    });
  });

  it.each([
    ['no key', {}],
    ['no key that this wallet can use', { jwks: { keys: [{ kty: 'RSA', n: 'AQAB', e: 'AQAB' }] } }],
    ['keys that are no list', { jwks: 'all' }],
    ['a key elsewhere', { jwks_uri: 'https://verifier.example/keys' }],
  ])('with %s is not answered, least of all in the open', async (_name, metadata) => {
    expect(await parse(encrypted(metadata))).toBe('request_unsupported');
  });

  it('in a way that this wallet does not know is not answered', async () => {
    const jwks = { keys: [(await createKey()).publicJwk] };
    const unknown = { jwks, encrypted_response_enc_values_supported: ['A128CBC-HS256'] };
    expect(await parse(encrypted(unknown))).toBe('request_unsupported');
  });
});
