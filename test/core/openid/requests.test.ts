/** What a request says, by what was chosen for it (OpenID4VP 1.0 sections 5 and 8, appendix A). */
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import { createClientMetadata } from '../../../core/openid/client-metadata.ts';
import {
  createRequestObject,
  createRequestUri,
  createUnsignedDigitalRequest,
  type EncryptionKey,
  isEncrypted,
  responseModes,
  signRequestObject,
} from '../../../core/openid/index.ts';
import { createNodeSigner, generatePrivateJwk } from '../../../server/node-crypto.ts';

const signer = createNodeSigner(generatePrivateJwk('ES256'));
const { publicJwk } = signer;
if (publicJwk.kty !== 'EC') throw new Error('The key is of P-256.');
const encryptTo: EncryptionKey = { publicJwk, kid: 'k' };
const basis = {
  nonce: 'n-0S6_WzA2Mj',
  purpose: 'employer',
  formats: ['dc+sd-jwt'],
  verifierName: 'Test',
} as const;
const options = {
  ...basis,
  clientId: 'x509_hash:abc',
  responseUri: 'https://verifier.example/answer',
  state: 'A'.repeat(43),
  issuedAt: new Date('2026-11-14T12:00:00.900Z'),
  expiresAt: new Date('2026-11-14T12:05:00Z'),
};

describe('a request by link', () => {
  it('asks for an answer in the open, or encrypted to the key of this request', () => {
    expect(createRequestObject(options).response_mode).toBe('direct_post');
    expect(createRequestObject(options).client_metadata).not.toHaveProperty('jwks');
    const encrypted = createRequestObject({ ...options, encryptTo });
    expect(encrypted.response_mode).toBe('direct_post.jwt');
    expect(encrypted.client_metadata).toMatchObject({
      jwks: { keys: [{ ...publicJwk, kid: 'k', alg: 'ECDH-ES', use: 'enc' }] },
      encrypted_response_enc_values_supported: ['A128GCM', 'A256GCM'],
    });
  });

  it('names no key that has no name', () => {
    const { jwks } = createClientMetadata({ ...basis, encryptTo: { publicJwk } });
    expect(jwks?.keys).toEqual([{ ...publicJwk, alg: 'ECDH-ES', use: 'enc' }]);
    expect(jwks?.keys[0]).not.toHaveProperty('kid');
  });

  it('is good for a time, and says the nonce of a wallet again that sent one', () => {
    expect(createRequestObject(options)).toMatchObject({ iat: 1_794_657_600, exp: 1_794_657_900 });
    expect(createRequestObject(options)).not.toHaveProperty('wallet_nonce');
    expect(createRequestObject({ ...options, walletNonce: 'w' }).wallet_nonce).toBe('w');
  });

  it('is signed under a name: certificates, or a DID URL', async () => {
    const request = createRequestObject(options);
    const header = { alg: 'ES256', typ: 'oauth-authz-req+jwt' };
    const byChain = await signRequestObject(request, { signer, x5c: ['MIIB'] });
    expect(decodeProtectedHeader(byChain)).toEqual({ ...header, x5c: ['MIIB'] });
    const byDid = await signRequestObject(request, { signer, kid: 'did:web:a.example#k' });
    expect(decodeProtectedHeader(byDid)).toEqual({ ...header, kid: 'did:web:a.example#k' });
    expect(decodeJwt(byDid)).toEqual(request);
  });

  it('is fetched, and posted to only where that was chosen', () => {
    const where = { clientId: 'x509_hash:abc', requestUri: 'https://verifier.example/r' };
    const plain = 'openid4vp://?client_id=x509_hash%3Aabc&request_uri=https%3A%2F%2Fverifier.example%2Fr';
    expect(createRequestUri(where)).toBe(plain);
    expect(createRequestUri({ ...where, method: 'get' })).toBe(plain);
    expect(createRequestUri({ ...where, method: 'post' })).toBe(`${plain}&request_uri_method=post`);
  });
});

describe('a request through the browser', () => {
  it('asks for an answer in the open, or encrypted', () => {
    expect(createUnsignedDigitalRequest(basis).data).toMatchObject({ response_mode: 'dc_api' });
    expect(createUnsignedDigitalRequest({ ...basis, encryptTo }).data).toMatchObject({
      response_mode: 'dc_api.jwt',
    });
  });

  it('is encrypted by the name of its mode', () => {
    expect(responseModes.filter(isEncrypted)).toEqual(['direct_post.jwt', 'dc_api.jwt']);
  });
});
