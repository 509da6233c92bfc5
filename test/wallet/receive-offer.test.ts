import { describe, expect, it } from 'vitest';
import { publicJwkFrom } from '../../core/keys/index.ts';
import { generatePrivateJwk } from '../../server/node-crypto.ts';
import { receiveOffer, resolveOffer } from '../../wallet/flow/index.ts';
import { createFakeIssuer } from './fakes/issuer.ts';
import { createNetwork } from './fakes/network.ts';
import { createTestWallet, now, trustListOf } from './fakes/wallet.ts';

const url = 'https://poetsmaat.example';

async function setUp(options: Partial<Parameters<typeof createFakeIssuer>[0]> = {}) {
  const issuer = await createFakeIssuer({ url, ...options });
  const network = createNetwork({ [issuer.url]: issuer.handler });
  const wallet = createTestWallet({ fetch: network.fetch, trust: trustListOf([issuer.platform]) });
  return { issuer, network, ...wallet };
}

describe('receiving an offer', () => {
  it.each(['value', 'reference'] as const)('takes both formats of an offer by %s', async (way) => {
    const { issuer, ports } = await setUp();
    const received = await receiveOffer({ offerUri: issuer.offerLink(way) }, ports);
    if (!received.ok) throw new Error(received.error.detail);
    expect(received.value.map(({ format }) => format)).toEqual(['dc+sd-jwt', 'ldp_vc']);
    for (const credential of received.value) {
      expect(credential.claims.gigsCompleted).toBe(214);
      expect(credential.issuerName).toBe('Poetsmaat');
      expect(credential.receivedAt).toBe(now.toISOString());
      expect(credential.validUntil).toBe('2031-11-14T00:00:00.000Z');
    }
    expect(new Set(received.value.map(({ bundleId }) => bundleId)).size).toBe(1);
    expect(new Set(received.value.map(({ keyId }) => keyId)).size).toBe(2);
  });

  it('takes an https link with the same parameters', async () => {
    const { issuer, ports } = await setUp({ configurations: ['kluscv-sd-jwt'] });
    const link = issuer
      .offerLink('reference')
      .replace('openid-credential-offer://', 'https://wallet.example/take');
    expect((await receiveOffer({ offerUri: link }, ports)).ok).toBe(true);
  });

  it('asks anonymously, with one proof per key: by jwk for SD-JWT, by did:key for W3C', async () => {
    const { issuer, ports } = await setUp();
    await receiveOffer({ offerUri: issuer.offerLink('value') }, ports);
    const [token] = issuer.seen.tokens;
    expect(Object.fromEntries(token ?? [])).toEqual({
      grant_type: 'urn:ietf:params:oauth:grant-type:pre-authorized_code',
      'pre-authorized_code': 'code-1',
    });
    expect(issuer.seen.credentials.map((body) => Object.keys(body))).toEqual([
      ['credential_configuration_id', 'proofs'],
      ['credential_configuration_id', 'proofs'],
    ]);
    const [sdJwt, ldp] = issuer.seen.proofHeaders;
    expect(Object.keys(sdJwt ?? {}).sort()).toEqual(['alg', 'jwk', 'typ']);
    expect(Object.keys(ldp ?? {}).sort()).toEqual(['alg', 'kid', 'typ']);
    expect(ldp?.kid).toMatch(/^did:key:(z\w+)#\1$/);
  });

  it('sends the transaction code, and lets it be tried again after a wrong one', async () => {
    const { issuer, ports } = await setUp({ txCode: '4711' });
    const offerUri = issuer.offerLink('value');
    expect(await receiveOffer({ offerUri }, ports)).toMatchObject({ error: { code: 'code_needed' } });
    expect(issuer.seen.tokens).toHaveLength(0);
    expect(await receiveOffer({ offerUri, txCode: '0000' }, ports)).toMatchObject({
      error: { code: 'code_refused' },
    });
    expect((await receiveOffer({ offerUri, txCode: ' 4711 ' }, ports)).ok).toBe(true);
  });

  it('says before anything is used up who offers and whether a code is needed', async () => {
    const { issuer, ports, network } = await setUp({ txCode: '4711' });
    const offer = await resolveOffer(issuer.offerLink('reference'), ports);
    expect(offer).toMatchObject({
      value: { issuer: { name: 'Poetsmaat', listed: true }, txCode: { inputMode: 'numeric', length: 4 } },
    });
    expect(network.log.every(({ method }) => method !== 'POST')).toBe(true);
  });

  it('names an issuer that is not on the list by its host', async () => {
    const { issuer, network } = await setUp();
    const { ports } = createTestWallet({ fetch: network.fetch, trust: trustListOf([]) });
    expect(await resolveOffer(issuer.offerLink('value'), ports)).toMatchObject({
      value: { issuer: { name: 'poetsmaat.example', listed: false } },
    });
    const received = await receiveOffer({ offerUri: issuer.offerLink('value') }, ports);
    expect(received).toMatchObject({ value: [{ issuerName: null }, { issuerName: null }] });
  });

  it('fetches a fresh nonce once more when the issuer calls it stale, and then gives up', async () => {
    const { issuer, ports } = await setUp({ configurations: ['kluscv-sd-jwt'] });
    issuer.lies.staleNonces = 1;
    expect((await receiveOffer({ offerUri: issuer.offerLink('value') }, ports)).ok).toBe(true);
    issuer.lies.staleNonces = 5;
    expect(await receiveOffer({ offerUri: issuer.offerLink('value') }, ports)).toMatchObject({
      error: { code: 'issuer_refused' },
    });
  });

  it('asks by identifier when the token names one', async () => {
    const { issuer, ports } = await setUp({ configurations: ['kluscv-sd-jwt'] });
    issuer.lies.identifiers = ['samira-1'];
    await receiveOffer({ offerUri: issuer.offerLink('value') }, ports);
    expect(Object.keys(issuer.seen.credentials[0] ?? {})).toEqual(['credential_identifier', 'proofs']);
  });

  it('passes over a format that it does not know, and refuses an offer of nothing else', async () => {
    const both = await setUp({ configurations: ['other-mdoc', 'kluscv-sd-jwt'] });
    expect(await receiveOffer({ offerUri: both.issuer.offerLink('value') }, both.ports)).toMatchObject({
      value: [{ format: 'dc+sd-jwt' }],
    });
    const none = await setUp({ configurations: ['other-mdoc', 'constructor'] });
    expect(await receiveOffer({ offerUri: none.issuer.offerLink('value') }, none.ports)).toMatchObject({
      error: { code: 'offer_unsupported' },
    });
  });

  it('puts the well-known part between host and path, and compares the issuer byte for byte', async () => {
    const { ports, network } = await setUp();
    const offer = (issuer: string) =>
      `openid-credential-offer://?credential_offer=${encodeURIComponent(
        JSON.stringify({
          credential_issuer: issuer,
          credential_configuration_ids: ['kluscv-sd-jwt'],
          grants: {
            'urn:ietf:params:oauth:grant-type:pre-authorized_code': { 'pre-authorized_code': 'code-1' },
          },
        }),
      )}`;
    await resolveOffer(offer(`${url}/i/one`), ports);
    expect(network.log.at(-1)?.url).toBe(`${url}/.well-known/openid-credential-issuer/i/one`);
    expect(await resolveOffer(offer(`${url}/`), ports)).toMatchObject({
      error: { code: 'issuer_answer_wrong' },
    });
  });
});

describe('a JWT credential', () => {
  it('is held under the DID of its own key, with the claims that it says', async () => {
    const { issuer, ports } = await setUp({ configurations: ['kluscv-jwt'] });
    const received = await receiveOffer({ offerUri: issuer.offerLink('value') }, ports);
    expect(received).toMatchObject({
      value: [
        {
          format: 'jwt_vc_json',
          types: ['VerifiableCredential', 'KlusCVCredential'],
          holderDid: expect.stringMatching(/^did:key:/),
          claims: { name: 'Samira de Vries', gigsCompleted: 214 },
          validUntil: '2031-11-14T00:00:00.000Z',
        },
      ],
    });
  });
});

describe('a document that can be shown in part', () => {
  it('is held with the names of the claims that go along with any part', async () => {
    const { issuer, ports } = await setUp({ configurations: ['kluscv-ldp-sd'] });
    const received = await receiveOffer({ offerUri: issuer.offerLink('value') }, ports);
    expect(received).toMatchObject({
      value: [
        {
          format: 'ldp_vc',
          claims: { name: 'Samira de Vries', gigsCompleted: 214 },
          mandatory: ['platform', 'gigsCompleted', 'firstGigDate', 'lastGigDate', 'asOf'],
        },
      ],
    });
  });
});

describe('an issuer that gets it wrong', () => {
  it.each([
    ['of another issuer', { iss: 'https://dagploeg.example' }, 'kluscv-sd-jwt'],
    ['bound to another key', { holderJwk: publicJwkFrom(generatePrivateJwk('ES256')) }, 'kluscv-sd-jwt'],
    ['an SD-JWT signed by another key', { signWithOtherKey: true }, 'kluscv-sd-jwt'],
    ['a document signed by another key', { signWithOtherKey: true }, 'kluscv-ldp'],
    ['a document of parts signed by another key', { signWithOtherKey: true }, 'kluscv-ldp-sd'],
    [
      'a document of parts with a claim changed afterwards',
      { changedAfterwards: { hoursWorked: 9999 } },
      'kluscv-ldp-sd',
    ],
    [
      'a document of parts with a claim added afterwards',
      { changedAfterwards: { birthDate: '1994-06-21' } },
      'kluscv-ldp-sd',
    ],
    ['a JWT signed by another key', { signWithOtherKey: true }, 'kluscv-jwt'],
    ['a JWT of another issuer', { jwtIss: 'did:web:dagploeg.example' }, 'kluscv-jwt'],
    [
      'a JWT bound to another key',
      { jwtSub: 'did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv' },
      'kluscv-jwt',
    ],
    ['a JWT that is over', { jwtExp: now.getTime() / 1000 }, 'kluscv-jwt'],
    ['a JWT that ends on no day', { jwtExp: 1e300 }, 'kluscv-jwt'],
  ])('gets no credential %s into the wallet', async (_name, lies, configuration) => {
    const { issuer, ports } = await setUp({ configurations: [configuration] });
    Object.assign(issuer.lies, lies);
    expect(await receiveOffer({ offerUri: issuer.offerLink('value') }, ports)).toMatchObject({
      error: { code: 'credential_not_right' },
    });
  });

  it('cannot use the certificate of another platform, fails closed', async () => {
    const real = await createFakeIssuer({ url, configurations: ['kluscv-sd-jwt'] });
    const impostor = await createFakeIssuer({ url, configurations: ['kluscv-sd-jwt'] });
    const { fetch } = createNetwork({ [url]: impostor.handler });
    const { ports } = createTestWallet({ fetch, trust: trustListOf([real.platform]) });
    expect(await receiveOffer({ offerUri: impostor.offerLink('value') }, ports)).toMatchObject({
      error: { code: 'credential_not_right' },
    });
  });

  it('is refused when its metadata names another issuer', async () => {
    const { issuer, ports } = await setUp();
    issuer.lies.metadataIssuer = 'https://other.example';
    expect(await receiveOffer({ offerUri: issuer.offerLink('value') }, ports)).toMatchObject({
      error: { code: 'issuer_answer_wrong' },
    });
  });

  it('that does not answer is called unreachable', async () => {
    const issuer = await createFakeIssuer({ url });
    const { ports } = createTestWallet({ fetch: createNetwork({}).fetch, trust: null });
    expect(await receiveOffer({ offerUri: issuer.offerLink('reference') }, ports)).toMatchObject({
      error: { code: 'issuer_unreachable' },
    });
  });
});

describe('a link that is no offer', () => {
  it.each([
    '',
    'hello',
    'openid-credential-offer://',
    'openid-credential-offer://?credential_offer=%7B%7D',
    'openid-credential-offer://?credential_offer=%7B%7D&credential_offer_uri=https://a.example/1',
    'openid-credential-offer://?credential_offer_uri=http://a.example/1',
    'openid-credential-offer://?credential_offer_uri=http://localhost:4101/1',
    'javascript:alert(1)?credential_offer_uri=https://a.example/1',
  ])('is refused without a fetch: %s', async (offerUri) => {
    const { fetch, log } = createNetwork({});
    const { ports } = createTestWallet({ fetch, trust: null });
    expect(await receiveOffer({ offerUri }, ports)).toMatchObject({ error: { code: 'offer_unreadable' } });
    expect(log).toEqual([]);
  });
});
