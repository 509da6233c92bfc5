/** OpenID4VCI 1.0 sections 7 and 8: nonces, proofs and credential requests, used as they should not be. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { didJwkFrom, didKeyFrom, didKeyMethodId } from '../../core/did/index.ts';
import { signJws } from '../../core/proof/jws.ts';
import { createNodeSigner, generatePrivateJwk } from '../../server/node-crypto.ts';
import { startTestIssuer, type TestIssuer } from './start-test-issuer.ts';
import { type Bent, createWalletRequests } from './wallet-requests.ts';

let issuer: TestIssuer;
let wallet: ReturnType<typeof createWalletRequests>;
let accessToken = '';
beforeAll(async () => {
  issuer = await startTestIssuer();
  wallet = createWalletRequests(issuer);
});
beforeEach(async () => {
  accessToken = await wallet.accessToken();
});
afterAll(() => issuer.close());

const configuration = { credential_configuration_id: 'kluscv-sd-jwt' };
const ask = (proofs: unknown, rest: object = configuration) =>
  wallet.credential(accessToken, { ...rest, proofs });
const askBent = async (bent: Bent) => ask({ jwt: [await wallet.proof(bent)] });

describe('a credential request', () => {
  it('is answered with a list of objects, not to be cached', async () => {
    const answer = await askBent({});
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(Object.keys(answer.body)).toEqual(['credentials']);
    expect(answer.body.credentials).toEqual([{ credential: expect.stringMatching(/~$/) }]);
  });

  it('is taken with one proof of the drafts before 1.0, and not with both', async () => {
    const one = { proof: { proof_type: 'jwt', jwt: await wallet.proof() } };
    expect((await wallet.credential(accessToken, { ...configuration, ...one })).status).toBe(200);
    const both = { ...configuration, ...one, proofs: { jwt: [await wallet.proof()] } };
    expect(await wallet.credential(accessToken, both)).toMatchObject({
      status: 400,
      body: { error: 'invalid_credential_request' },
    });
  });

  it.each([
    ['no configuration', {}, 'invalid_credential_request'],
    ['both names', { ...configuration, credential_identifier: 'x' }, 'invalid_credential_request'],
    [
      'an identifier that no token response named',
      { credential_identifier: 'x' },
      'unknown_credential_identifier',
    ],
    [
      'an unknown configuration',
      { credential_configuration_id: 'other' },
      'unknown_credential_configuration',
    ],
    [
      'a name of every object',
      { credential_configuration_id: 'constructor' },
      'unknown_credential_configuration',
    ],
    ['encryption', { ...configuration, credential_response_encryption: {} }, 'invalid_encryption_parameters'],
  ])('is refused with %s', async (_what, rest, error) => {
    const answer = await ask({ jwt: [await wallet.proof()] }, rest);
    expect([answer.status, answer.body.error]).toEqual([400, error]);
  });

  it.each([
    ['no proofs', undefined, 'invalid_proof'],
    ['an empty list', { jwt: [] }, 'invalid_proof'],
    ['another type of proof', { attestation: ['x'] }, 'invalid_proof'],
    ['two types of proof', { jwt: ['x'], attestation: ['x'] }, 'invalid_credential_request'],
    ['no JWT', { jwt: ['a.b'] }, 'invalid_proof'],
    ['proofs that are text', 'x', 'invalid_credential_request'],
    ['too many proofs', { jwt: Array(11).fill('a.b.c') }, 'invalid_credential_request'],
  ])('is refused with %s', async (_what, proofs, error) => {
    const answer = await ask(proofs);
    expect([answer.status, answer.body.error]).toEqual([400, error]);
  });

  it('is refused when it cannot be read', async () => {
    const answer = await wallet.credential(accessToken, '{"proofs":');
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_credential_request']);
  });
});

describe('an access token', () => {
  it('is needed, known and not expired', async () => {
    const body = { ...configuration, proofs: { jwt: [await wallet.proof()] } };
    const unknown = await wallet.credential('unknown', body);
    expect([unknown.status, unknown.body.error]).toEqual([401, 'invalid_token']);
    expect(unknown.headers.get('www-authenticate')).toContain('Bearer');
    issuer.passTime(301);
    expect((await wallet.credential(accessToken, body)).status).toBe(401);
  });

  it('is good for what was offered and nothing else', async () => {
    const answer = await ask({ jwt: [await wallet.proof()] }, { credential_configuration_id: 'kluscv-ldp' });
    expect([answer.status, answer.body.error]).toEqual([403, 'insufficient_scope']);
  });

  it('is good for ten credentials', async () => {
    const answers: number[] = [];
    for (let index = 0; index < 11; index++) answers.push((await askBent({})).status);
    expect(answers).toEqual([...Array(10).fill(200), 400]);
  });
});

describe('a proof', () => {
  const other = createNodeSigner(generatePrivateJwk('ES256'));
  const nowInSeconds = (): number => Math.floor(issuer.deps.clock().getTime() / 1000);

  it.each<[string, () => Bent]>([
    ['another typ', () => ({ header: { typ: 'JWT' } })],
    ['no typ', () => ({ header: { typ: undefined } })],
    ['another audience', () => ({ payload: { aud: 'https://other.example' } })],
    ['the audience with a slash', () => ({ payload: { aud: `${issuer.url}/` } })],
    ['a list of audiences', () => ({ payload: { aud: [issuer.url] } })],
    ['no audience', () => ({ payload: { aud: undefined } })],
    ['an old iat', () => ({ payload: { iat: nowInSeconds() - 3_600 } })],
    ['an iat in the future', () => ({ payload: { iat: nowInSeconds() + 600 } })],
    ['an iat as text', () => ({ payload: { iat: '1' } })],
    ['no nonce', () => ({ payload: { nonce: undefined } })],
    ['no key', () => ({ header: { jwk: undefined } })],
    ['two keys', () => ({ header: { kid: `${didJwkFrom(wallet.signer.publicJwk)}#0` } })],
    ['a certificate', () => ({ header: { jwk: undefined, x5c: ['MII='] } })],
    [
      'a DID where a bare key is asked',
      () => ({ header: { jwk: undefined, kid: `${didJwkFrom(other.publicJwk)}#0` } }),
    ],
    ['the key of somebody else', () => ({ header: { jwk: other.publicJwk } })],
    ['a private key', () => ({ header: { jwk: { ...wallet.signer.publicJwk, d: 'A'.repeat(43) } } })],
    ['a symmetric key', () => ({ header: { jwk: { kty: 'oct', k: 'AAAA' } } })],
    ['an extension that must be understood', () => ({ header: { crit: ['exp'] } })],
  ])('is refused with %s', async (_what, bend) => {
    const answer = await askBent(bend());
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_proof']);
  });

  it.each(['none', 'HS256', 'RS256', 'ES384'])('is refused with alg %s', async (alg) => {
    const [, payload = ''] = (await wallet.proof()).split('.');
    const header = Buffer.from(
      JSON.stringify({ typ: 'openid4vci-proof+jwt', alg, jwk: wallet.signer.publicJwk }),
    ).toString('base64url');
    for (const jwt of [`${header}.${payload}.`, `${header}.${payload}.AAAA`]) {
      const answer = await ask({ jwt: [jwt] });
      expect([answer.status, answer.body.error]).toEqual([400, 'invalid_proof']);
    }
  });

  it('is refused when its signature is of another payload', async () => {
    const [header, , signature] = (await wallet.proof()).split('.');
    const [, payload] = (await wallet.proof()).split('.');
    const answer = await ask({ jwt: [`${header}.${payload}.${signature}`] });
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_proof']);
  });

  it('is refused when another one in the request has the same key', async () => {
    const nonce = await wallet.nonce();
    const proofs = [
      await wallet.proof({ payload: { nonce } }),
      await wallet.proof({ payload: { nonce, iss: 'x' } }),
    ];
    expect((await ask({ jwt: proofs })).body.error).toBe('invalid_proof');
  });

  it.each(['ES256', 'EdDSA'] as const)(
    'binds a W3C credential to did:jwk and did:key with %s',
    async (algorithm) => {
      const signer = createNodeSigner(generatePrivateJwk(algorithm));
      const token = await wallet.accessToken(['kluscv-ldp']);
      const didKey = didKeyFrom(signer.publicJwk);
      for (const [did, kid] of [
        [didJwkFrom(signer.publicJwk), `${didJwkFrom(signer.publicJwk)}#0`],
        [didKey, didKeyMethodId(didKey)],
      ]) {
        const payload = { aud: issuer.url, iat: nowInSeconds(), nonce: await wallet.nonce() };
        const jwt = await signJws({ header: { typ: 'openid4vci-proof+jwt', kid }, payload }, signer);
        const answer = await wallet.credential(token, {
          credential_configuration_id: 'kluscv-ldp',
          proofs: { jwt: [jwt] },
        });
        expect(answer.body).toMatchObject({
          credentials: [{ credential: { credentialSubject: { id: did } } }],
        });
      }
    },
  );
});

describe('a nonce', () => {
  it('is not to be cached and different each time', async () => {
    const response = await fetch(`${issuer.url}/nonce`, { method: 'POST' });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect((await response.json()).c_nonce).not.toBe(await wallet.nonce());
  });

  it('is used once, also when two come at the same time', async () => {
    const nonce = await wallet.nonce();
    const answers = await Promise.all([askBent({ payload: { nonce } }), askBent({ payload: { nonce } })]);
    expect(answers.map(({ body }) => body.error ?? 'issued').sort()).toEqual(['invalid_nonce', 'issued']);
    expect((await askBent({ payload: { nonce } })).body.error).toBe('invalid_nonce');
  });

  it('is refused when it is not ours, or too old', async () => {
    const nonce = await wallet.nonce();
    for (const wrong of ['x', `${nonce}x`, nonce.replace(/^./, 'z'), 'a.b.c', `${nonce}.x`])
      expect((await askBent({ payload: { nonce: wrong } })).body.error).toBe('invalid_nonce');
    // Time also really passes while the test runs.
    issuer.passTime(270);
    expect((await ask({ jwt: [await wallet.proof({ payload: { nonce } })] })).status).toBe(200);
    const late = await wallet.nonce();
    issuer.passTime(300);
    accessToken = await wallet.accessToken();
    expect((await askBent({ payload: { nonce: late } })).body.error).toBe('invalid_nonce');
  });

  it('is one for all proofs of a request', async () => {
    const second = createNodeSigner(generatePrivateJwk('ES256'));
    const payload = { aud: issuer.url, iat: Math.floor(issuer.deps.clock().getTime() / 1000) };
    const jwt = await signJws(
      {
        header: { typ: 'openid4vci-proof+jwt', jwk: second.publicJwk },
        payload: { ...payload, nonce: await wallet.nonce() },
      },
      second,
    );
    expect((await ask({ jwt: [await wallet.proof(), jwt] })).body.error).toBe('invalid_nonce');
  });
});
