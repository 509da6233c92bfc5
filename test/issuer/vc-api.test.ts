/** VC-API: the platform's systems may have signed what the work record says, and nothing else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDocument } from '../../contexts/index.ts';
import { verifyDataIntegrity } from '../../core/proof/data-integrity.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { apiKey, readKey, startTestIssuer, type TestIssuer } from './start-test-issuer.ts';

type Json = Record<string, unknown>;
let issuer: TestIssuer;
let credential: Json & { credentialSubject: Json };
beforeAll(async () => {
  issuer = await startTestIssuer();
  const order = { configuration: 'kluscv-ldp', include: ['hoursWorked', 'rating'] };
  const issued = await (await issuer.call('POST', '/workers/W-1/credentials', order)).json();
  const { '@context': context, type, issuer: did, credentialSubject } = issued.credential;
  credential = { '@context': context, type, issuer: did, credentialSubject };
});
afterAll(() => issuer.close());

const post = async (path: string, body: unknown, key = apiKey) => {
  const response = await fetch(`${issuer.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return {
    status: response.status,
    id: response.headers.get('kluscv-credential-id'),
    body: await response.json(),
  };
};
const sign = (given: Json, options: Json = { workerId: 'W-1' }, key?: string) =>
  post('/credentials/issue', { credential: given, options }, key);
const withSubject = (change: Json): Json => ({
  ...credential,
  credentialSubject: { ...credential.credentialSubject, ...change },
});

describe('POST /credentials/issue', () => {
  it('signs a subject that equals the work record, with our dates and status', async () => {
    const { status, body } = await sign(credential);
    expect(status).toBe(201);
    const signed = body.verifiableCredential;
    expect(signed.credentialSubject).toEqual(credential.credentialSubject);
    expect(signed.credentialStatus.length).toBeGreaterThan(1);
    const verified = await verifyDataIntegrity(
      {
        document: signed,
        expectedPurpose: 'assertionMethod',
        keyFor: async () => issuer.deps.keys.known().ed25519.signer.publicJwk,
        now: new Date(),
      },
      { crypto: nodeCrypto, loadDocument },
    );
    expect(verified.ok).toBe(true);
  });

  it.each([
    ['one hour more', { hoursWorked: 15.01 }],
    ['a better mark', { rating: { ratingValue: 5, worstRating: 1, bestRating: 5, ratingCount: 6 } }],
    ['another name', { name: 'Fatima de Vriez' }],
    ['a checked name that was not', { nameBasis: 'identity_document' }],
    ['a date of birth that is not known', { birthDate: '1990-01-01' }],
    ['a claim of its own', { salary: 1_000_000 }],
    ['a key that nobody proved to hold', { id: 'did:example:mine' }],
    ['another platform', { platform: 'Dagploeg' }],
    ['a claim that is undefined in JSON terms', { rating: null }],
  ])('refuses %s', async (_what, change) => {
    const { status, body } = await sign(withSubject(change));
    expect([status, body.code]).toEqual([400, 'invalid_request']);
    expect(JSON.stringify(body)).not.toMatch(/Fatima|1990|15\.01/);
  });

  it.each([
    ['another issuer', { issuer: 'did:web:other.example' }],
    ['another type', { type: ['VerifiableCredential', 'DiplomaCredential'] }],
    ['another context', { '@context': ['https://www.w3.org/ns/credentials/v2'] }],
    ['dates of its own', { validFrom: '2020-01-01T00:00:00Z' }],
    ['a status of its own', { credentialStatus: [] }],
    ['a proof', { proof: {} }],
  ])('refuses %s', async (_what, change) => {
    expect((await sign({ ...credential, ...change })).status).toBe(400);
  });

  it('refuses a subject that lacks what every KlusCV says', async () => {
    const { platform: _, ...rest } = credential.credentialSubject;
    expect((await sign({ ...credential, credentialSubject: rest })).status).toBe(400);
  });

  it("refuses one worker's record for another, for nobody, and without the scope", async () => {
    expect((await sign(credential, { workerId: 'W-2' })).status).toBe(409);
    expect((await sign(credential, { workerId: 'nobody' })).status).toBe(404);
    expect((await sign(credential, {})).status).toBe(400);
    expect((await sign(credential, { workerId: 'W-1' }, readKey)).status).toBe(403);
  });
});

describe('POST /credentials/status', () => {
  const change = (credentialId: string | null, statusPurpose: string, status?: boolean) =>
    post('/credentials/status', {
      credentialId,
      credentialStatus: { type: 'BitstringStatusListEntry', statusPurpose },
      ...(status === undefined ? {} : { status }),
    });

  it('suspends, lifts, withdraws, and takes no withdrawal back', async () => {
    const { id } = await sign(credential);
    const statusOf = async () => (await issuer.deps.store.credentials.loadCredential(id ?? ''))?.status;
    expect((await change(id, 'suspension')).status).toBe(200);
    expect(await statusOf()).toBe('suspended');
    expect((await change(id, 'suspension', false)).status).toBe(200);
    expect(await statusOf()).toBe('active');
    expect((await change(id, 'revocation')).status).toBe(200);
    expect((await change(id, 'revocation', false)).status).toBe(409);
    expect((await change(id, 'suspension', false)).status).toBe(409);
    expect(await statusOf()).toBe('revoked');
  });

  it("knows only credentials that there are, and purposes that are the platform's to set", async () => {
    expect((await change('x', 'revocation')).status).toBe(404);
    expect((await change('x', 'refresh')).status).toBe(400);
    expect((await post('/credentials/status', {}, readKey)).status).toBe(403);
  });
});
