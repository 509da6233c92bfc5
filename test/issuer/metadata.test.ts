/** What a wallet and a verifier read before anything else (OpenID4VCI 1.0 section 12.2, RFC 8414, did:web). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseLeaf, verifyCertificateChain } from '../../core/keys/certificates.ts';
import { createForeignWallet } from './foreign-wallet.ts';
import { startTestIssuer, type TestIssuer } from './start-test-issuer.ts';

let issuer: TestIssuer;
let withPath: TestIssuer;
beforeAll(async () => {
  issuer = await startTestIssuer();
  withPath = await startTestIssuer({ path: '/i/poetsmaat' });
});
afterAll(async () => {
  await issuer.close();
  await withPath.close();
});

const json = async (address: string) => (await fetch(address)).json();

describe('the metadata', () => {
  it('names the issuer exactly, and endpoints under its address', async () => {
    const response = await fetch(`${issuer.url}/.well-known/openid-credential-issuer`);
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await response.json()).toMatchObject({
      credential_issuer: issuer.url,
      credential_endpoint: `${issuer.url}/credential`,
      nonce_endpoint: `${issuer.url}/nonce`,
      batch_credential_issuance: { batch_size: 10 },
      display: [
        { name: 'Poetsmaat', locale: 'nl' },
        { name: 'Poetsmaat', locale: 'en' },
      ],
    });
  });

  it('says of each configuration what a wallet must know, with claims in Dutch and English', async () => {
    const metadata = await json(`${issuer.url}/.well-known/openid-credential-issuer`);
    const {
      'kluscv-sd-jwt': sdJwt,
      'kluscv-ldp': ldp,
      'kluscv-ldp-sd': ldpSd,
      'kluscv-jwt': jwt,
      ...others
    } = metadata.credential_configurations_supported;
    expect(others).toEqual({});
    expect(sdJwt).toMatchObject({
      format: 'dc+sd-jwt',
      vct: 'https://kluscv.nl/vct/v1',
      scope: 'kluscv-sd-jwt',
      cryptographic_binding_methods_supported: ['jwk'],
      credential_signing_alg_values_supported: ['ES256'],
      proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256', 'EdDSA'] } },
    });
    expect(ldp).toMatchObject({
      format: 'ldp_vc',
      scope: 'kluscv-ldp',
      cryptographic_binding_methods_supported: ['did:jwk', 'did:key'],
      credential_definition: { type: ['VerifiableCredential', 'KlusCVCredential'] },
    });
    expect(ldp.credential_signing_alg_values_supported).toEqual(['eddsa-rdfc-2022']);
    expect(ldpSd).toMatchObject({
      ...ldp,
      scope: 'kluscv-ldp-sd',
      credential_signing_alg_values_supported: ['ecdsa-sd-2023'],
    });
    expect(jwt).toMatchObject({
      format: 'jwt_vc_json',
      scope: 'kluscv-jwt',
      cryptographic_binding_methods_supported: ['did:jwk', 'did:key'],
      credential_signing_alg_values_supported: ['ES256'],
      credential_definition: { type: ['VerifiableCredential', 'KlusCVCredential'] },
    });
    const gigs = sdJwt.credential_metadata.claims.find(
      ({ path }: { path: string[] }) => path[0] === 'gigsCompleted',
    );
    expect(gigs.display.map(({ locale }: { locale: string }) => locale)).toEqual(['nl', 'en']);
    expect(gigs.display.every(({ name }: { name: string }) => name.length > 3)).toBe(true);
    const paths = sdJwt.credential_metadata.claims.map(({ path }: { path: unknown }) => JSON.stringify(path));
    expect(new Set(paths).size).toBe(paths.length);
    for (const { credential_metadata } of [ldp, jwt])
      expect(credential_metadata.claims[0].path[0]).toBe('credentialSubject');
  });

  it('says that anonymous wallets may come', async () => {
    expect(await json(`${issuer.url}/.well-known/oauth-authorization-server`)).toMatchObject({
      issuer: issuer.url,
      token_endpoint: `${issuer.url}/token`,
      'pre-authorized_grant_anonymous_access_supported': true,
    });
  });

  it('stands at the inserted and at the appended path of an issuer with a path', async () => {
    const { origin } = new URL(withPath.url);
    for (const address of [
      `${origin}/.well-known/openid-credential-issuer/i/poetsmaat`,
      `${withPath.url}/.well-known/openid-credential-issuer`,
    ])
      expect(await json(address)).toMatchObject({ credential_issuer: withPath.url });
    const { offerUri } = await (await withPath.call('POST', '/workers/W-1/offers', {})).json();
    const received = await createForeignWallet().receive(offerUri);
    expect(Object.keys(received)).toHaveLength(2);
    expect(await json(`${withPath.url}/did.json`)).toMatchObject({ id: `${withPath.deps.keys.known().did}` });
    expect(withPath.deps.keys.known().did).toMatch(/^did:web:localhost%3A\d+:i:poetsmaat$/);
  });

  it('lets a page of any site ask first', async () => {
    for (const path of [
      '/token',
      '/nonce',
      '/credential',
      '/.well-known/openid-credential-issuer',
      '/status/token/1',
    ]) {
      const response = await fetch(`${issuer.url}${path}`, { method: 'OPTIONS' });
      expect([path, response.status]).toEqual([path, 204]);
      expect(response.headers.get('access-control-allow-headers')).toContain('Authorization');
    }
  });
});

describe('the keys', () => {
  it('stand in the DID document, P-256 in both forms and Ed25519', async () => {
    const document = await json(`${issuer.url}/.well-known/did.json`);
    expect(document.id).toBe(issuer.deps.keys.known().did);
    expect(document.verificationMethod.map(({ type }: { type: string }) => type)).toEqual([
      'JsonWebKey',
      'Multikey',
      'Multikey',
    ]);
    expect(document.assertionMethod).toContain(issuer.deps.keys.known().p256.verificationMethod);
    expect(document.assertionMethod).toContain(issuer.deps.keys.known().ed25519.verificationMethod);
    expect(JSON.stringify(document)).not.toContain('"d"');
  });

  it('have a chain to an anchor that is not in it, with the address in the leaf', async () => {
    const { p256, certificateAnchors } = issuer.deps.keys.known();
    expect(p256.x5c).not.toContain(certificateAnchors[0]);
    const verified = await verifyCertificateChain({
      x5c: [...p256.x5c],
      anchors: [...certificateAnchors],
      now: issuer.deps.clock(),
    });
    expect(verified.ok).toBe(true);
    expect(await parseLeaf(p256.x5c)).toMatchObject({ dnsNames: ['localhost'], uris: [issuer.url] });
  });
});

it('the vocabulary is served under its names', async () => {
  for (const [path, type] of [
    ['ns/v1', 'application/ld+json'],
    ['schema/v1.json', 'application/schema+json'],
    ['vct/v1', 'application/json'],
  ]) {
    const response = await fetch(`${issuer.url}/contexts/${path}`);
    expect(response.headers.get('content-type')).toContain(type);
  }
});
