/** Whatever the other side answers, the flows end in a result and never in an exception. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRequest, receiveOffer } from '../../wallet/flow/index.ts';
import { createFakeIssuer, type FakeIssuer } from './fakes/issuer.ts';
import { createNetwork, type Handler } from './fakes/network.ts';
import { createFakeVerifier } from './fakes/verifier.ts';
import { createTestWallet, trustListOf } from './fakes/wallet.ts';

const url = 'https://poetsmaat.example';

/** The issuer, but for one path that answers what it likes. */
const garble =
  (issuer: FakeIssuer, at: string, body: unknown): Handler =>
  (request) =>
    request.path === at ? { status: 200, body } : issuer.handler(request);

/** JSON with the names that the protocol uses, so that it gets past the first look. */
const nearJson = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, '', 'x', 1, url, 'dc+sd-jwt', 'Bearer', '~', 'e30.e30.x~'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom(
        '__proto__',
        'credential_issuer',
        'credential_endpoint',
        'credential_configurations_supported',
        'credentials',
        'credential',
        'access_token',
        'token_type',
        'issuer',
        'token_endpoint',
        'c_nonce',
        'kluscv-sd-jwt',
        'format',
        'vct',
      ),
      tie('value'),
      { maxKeys: 6 },
    ),
  ),
})).value;

describe('hostile answers', () => {
  it.each([
    '/offers/one',
    '/.well-known/openid-credential-issuer',
    '/.well-known/oauth-authorization-server',
    '/token',
    '/nonce',
    '/credential',
    '/.well-known/did.json',
  ])('of an issuer at %s end in a problem', async (path) => {
    const issuer = await createFakeIssuer({ url });
    await fc.assert(
      fc.asyncProperty(nearJson, async (body) => {
        const { fetch } = createNetwork({ [url]: garble(issuer, path, body) });
        const { ports } = createTestWallet({ fetch, trust: trustListOf([issuer.platform]) });
        const received = await receiveOffer({ offerUri: issuer.offerLink('reference') }, ports);
        expect(typeof received.ok).toBe('boolean');
        if (path !== '/nonce') expect(received.ok).toBe(false);
      }),
      { numRuns: 25 },
    );
  });

  it('of a verifier end in a problem', async () => {
    const verifier = await createFakeVerifier();
    await fc.assert(
      fc.asyncProperty(fc.oneof(nearJson, fc.string(), fc.constant('e30.e30.AA')), async (body) => {
        const { fetch } = createNetwork({ [verifier.url]: () => ({ status: 200, body }) });
        const { ports } = createTestWallet({ fetch, trust: null });
        expect((await parseRequest(verifier.requestLink, ports)).ok).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  it('with a request object of the wrong members end in a problem', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          'response_type',
          'response_mode',
          'client_id',
          'response_uri',
          'nonce',
          'aud',
          'dcql_query',
        ),
        fc.oneof(nearJson, fc.constant(undefined)),
        async (member, value) => {
          const verifier = await createFakeVerifier({ request: { [member]: value } });
          const { fetch } = createNetwork({ [verifier.url]: verifier.handler });
          const { ports } = createTestWallet({ fetch, trust: null });
          expect((await parseRequest(verifier.requestLink, ports)).ok).toBe(false);
        },
      ),
      { numRuns: 25 },
    );
  });
});
