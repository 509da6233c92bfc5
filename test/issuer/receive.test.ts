/** OpenID4VCI 1.0, the whole flow over real HTTP with a foreign wallet, judged by the project's own verification. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseJws, parseJwsPayload, parseSdJwt } from '../../core/proof/index.ts';
import type { CredentialReport } from '../../core/verify/index.ts';
import { configurations } from '../../issuer/issue/configurations.ts';
import { createForeignWallet } from './foreign-wallet.ts';
import { judge as judgeFor } from './judge.ts';
import { showPart } from './show-part.ts';
import { startTestIssuer, type TestIssuer } from './start-test-issuer.ts';

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await startTestIssuer();
});
afterAll(() => issuer.close());

type Ordered = { offerUri: string; claimUrl: string; txCode?: string; expiresAt: string };
const order = async (body: unknown = {}): Promise<Ordered> => {
  const response = await issuer.call('POST', '/workers/W-1/offers', body);
  expect(response.status).toBe(201);
  return response.json();
};

const judge = (credential: unknown): Promise<CredentialReport> => judgeFor(issuer, credential);

describe('a foreign wallet', () => {
  it('gets both forms from an offer by reference, and both are found valid', async () => {
    const { offerUri } = await order();
    expect(offerUri).toContain('credential_offer_uri=');
    const received = await createForeignWallet().receive(offerUri);
    expect(Object.keys(received)).toEqual(['kluscv-sd-jwt', 'kluscv-ldp']);
    for (const [credential] of Object.values(received)) {
      const report = await judge(credential);
      expect(
        report.checks.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not_applicable'),
      ).toEqual([]);
      expect(report.outcome).toBe('valid');
      expect(report.record?.gigsCompleted).toBe(6);
      expect(report.record?.hoursWorked).toBe(15);
      expect(report.record?.name).toBe('Fatima de Vries');
    }
  });

  it('gets the JWT where the platform names it: VCDM 1.1 under the key itself, since this machine has no https', async () => {
    const { offerUri } = await order({ configurations: ['kluscv-jwt'] });
    const wallet = createForeignWallet();
    const [compact] = (await wallet.receive(offerUri))['kluscv-jwt'] ?? [];
    const jws = parseJws(String(compact));
    const payload = jws.ok ? parseJwsPayload(jws.value) : jws;
    if (!jws.ok || !payload.ok) throw new Error('not a JWT');
    const { iss, sub, nbf, vc, jti } = payload.value;
    expect(jws.value.header).toEqual({ typ: 'JWT', alg: 'ES256', kid: `${iss}#0` });
    expect([String(iss).slice(0, 8), sub, jti]).toEqual(['did:jwk:', wallet.did, undefined]);
    expect(Number(nbf) % 86_400).toBe(0);
    expect(vc).toMatchObject({
      '@context': expect.arrayContaining(['https://www.w3.org/2018/credentials/v1']),
      type: ['VerifiableCredential', 'KlusCVCredential'],
      issuer: iss,
      credentialSubject: { id: wallet.did, name: 'Fatima de Vries', gigsCompleted: 6 },
    });
    const report = await judge(compact);
    expect([report.outcome, report.issuer.name]).toEqual(['valid', 'Poetsmaat B.V.']);
  });

  it('gets the form of which it can show parts, and shows some with the library of Digital Bazaar', async () => {
    const { offerUri } = await order({
      configurations: ['kluscv-ldp-sd'],
      include: ['hoursWorked', 'rating'],
    });
    const wallet = createForeignWallet();
    const [base] = (await wallet.receive(offerUri))['kluscv-ldp-sd'] ?? [];
    expect((await judge(base)).checks.map(({ code }) => code)).toContain('base_proof_shown');
    const report = await judge(await showPart(base));
    expect([report.outcome, report.issuer.name]).toEqual(['valid', 'Poetsmaat B.V.']);
    expect(report.record).toMatchObject({ platform: 'Poetsmaat', gigsCompleted: 6, hoursWorked: 15 });
    expect(report.record).not.toHaveProperty('name');
    expect(report.record).not.toHaveProperty('rating');
  });

  it('gets one form from an offer by value', async () => {
    const { offerUri } = await order({ configurations: ['kluscv-sd-jwt'], byValue: true });
    expect(offerUri).toContain('credential_offer=');
    expect(decodeURIComponent(offerUri)).not.toMatch(/Fatima|W-1/);
    const { 'kluscv-sd-jwt': credentials = [] } = await createForeignWallet().receive(offerUri);
    expect((await judge(credentials[0])).outcome).toBe('valid');
  });

  it('gets the credential with the right transaction code', async () => {
    const { offerUri, txCode } = await order({ txCode: true, configurations: ['kluscv-ldp'] });
    expect(txCode).toMatch(/^\d{6}$/);
    const received = await createForeignWallet().receive(offerUri, txCode);
    expect((await judge(received['kluscv-ldp']?.[0])).outcome).toBe('valid');
  });

  it('finds facts on and judgements off unless somebody chose otherwise', async () => {
    const receive = async (include?: unknown): Promise<string[]> => {
      const { offerUri } = await order({ configurations: ['kluscv-ldp'], ...(include ? { include } : {}) });
      const [credential] = (await createForeignWallet().receive(offerUri))['kluscv-ldp'] ?? [];
      return Object.keys((credential as { credentialSubject: object }).credentialSubject);
    };
    const byDefault = await receive();
    expect(byDefault).toEqual(expect.arrayContaining(['id', 'name', 'hoursWorked', 'skills', 'sectors']));
    for (const judgement of ['rating', 'attendance', 'reviews', 'reviewCount', 'satisfaction'])
      expect(byDefault).not.toContain(judgement);
    const base = [
      'id',
      'name',
      'nameBasis',
      'platform',
      'gigsCompleted',
      'firstGigDate',
      'lastGigDate',
      'asOf',
    ];
    expect((await receive(['rating'])).sort()).toEqual([...base, 'rating'].sort());
    expect(await receive({ name: false, reviews: ['G-1'] })).toEqual(
      expect.arrayContaining(['reviews', 'reviewCount']),
    );
    expect(await receive({ name: false })).not.toContain('name');
  });

  it('gets an SD-JWT whose issuer, chain and status are as wallets ask', async () => {
    const { offerUri } = await order({ configurations: ['kluscv-sd-jwt'] });
    const wallet = createForeignWallet();
    const [compact] = (await wallet.receive(offerUri))['kluscv-sd-jwt'] ?? [];
    const parsed = parseSdJwt(String(compact));
    if (!parsed.ok) throw new Error(parsed.error.message);
    const { header, payload } = parsed.value;
    expect(header).toMatchObject({ typ: 'dc+sd-jwt', alg: 'ES256', x5c: [expect.any(String)] });
    expect(payload).toMatchObject({
      iss: issuer.url,
      vct: 'https://kluscv.nl/vct/v1',
      cnf: { jwk: wallet.signer.publicJwk },
      status: { status_list: { uri: `${issuer.url}/status/token/1` } },
    });
    expect(Number(payload.nbf) % 86_400).toBe(0);
    expect(JSON.stringify(payload)).not.toContain('Fatima');
  });

  it('gets several copies in one request, each for its own key and with its own status index', async () => {
    const { offerUri } = await order({ configurations: ['kluscv-sd-jwt'] });
    const [one, two] = [createForeignWallet(), createForeignWallet()];
    const credentialOffer = await one.client.resolveCredentialOffer(offerUri);
    const issuerMetadata = await one.client.resolveIssuerMetadata(credentialOffer.credential_issuer);
    const { accessTokenResponse } = await one.client.retrievePreAuthorizedCodeAccessTokenFromOffer({
      credentialOffer,
      issuerMetadata,
    });
    const { c_nonce: nonce } = await one.client.requestNonce({ issuerMetadata });
    const proofs = await Promise.all(
      [one, two].map(({ client, signer }) =>
        client.createCredentialRequestJwtProof({
          issuerMetadata,
          credentialConfigurationId: 'kluscv-sd-jwt',
          nonce,
          signer: { method: 'jwk', alg: 'ES256', publicJwk: { ...signer.publicJwk, kty: 'EC' } },
        }),
      ),
    );
    const { credentialResponse } = await one.client.retrieveCredentials({
      issuerMetadata,
      accessToken: accessTokenResponse.access_token,
      credentialConfigurationId: 'kluscv-sd-jwt',
      proofs: { jwt: proofs.map(({ jwt }) => jwt) },
    });
    const indexes = (credentialResponse.credentials ?? []).map((entry) => {
      const jws = parseJws(String((entry as { credential: string }).credential.split('~')[0]));
      const payload = jws.ok ? new TextDecoder().decode(jws.value.payloadBytes) : '{}';
      return JSON.parse(payload).status.status_list.idx;
    });
    expect(new Set(indexes).size).toBe(2);
  });
});

describe('a text that has the name of a node in it', () => {
  const rename = (name: string) =>
    issuer.call('PUT', '/workers/W-1', { name, nameBasis: 'identity_document' });

  it('is signed in every form but the one of which parts can be shown, where it is refused', async () => {
    expect((await rename('Fatima _:b0')).status).toBe(200);
    const direct = async (configuration: string) =>
      (await issuer.call('POST', '/workers/W-1/credentials', { configuration })).status;
    const statuses = await Promise.all([...configurations.keys()].map(direct));
    expect(Object.fromEntries([...configurations.keys()].map((id, at) => [id, statuses[at]]))).toEqual({
      'kluscv-sd-jwt': 201,
      'kluscv-ldp': 201,
      'kluscv-ldp-sd': 400,
      'kluscv-jwt': 201,
    });
    const { offerUri } = await order({ configurations: ['kluscv-ldp-sd'] });
    await expect(createForeignWallet().receive(offerUri)).rejects.toThrow(/credential_request_denied|400/);
    expect((await rename('Fatima de Vries')).status).toBe(200);
  });
});

describe('a withdrawal', () => {
  const statuses = async (status: string): Promise<string[]> => {
    const { credentials } = await (await issuer.call('GET', '/workers/W-1/credentials')).json();
    for (const { credentialId } of credentials.slice(0, 4)) {
      const response = await issuer.call('POST', `/credentials/${credentialId}/status`, { status });
      expect(response.status).toBe(200);
    }
    return credentials.map((credential: { configuration: string }) => credential.configuration);
  };

  it('is seen in the lists at once, in every form, suspension before withdrawal', async () => {
    const { offerUri } = await order({ configurations: [...configurations.keys()] });
    issuer.passTime(1);
    const received = await createForeignWallet().receive(offerUri);
    const outcomes = async (): Promise<string[]> =>
      Promise.all(
        Object.entries(received).map(async ([configuration, [credential]]) => {
          const shown = configuration === 'kluscv-ldp-sd' ? await showPart(credential) : credential;
          return (await judge(shown)).outcome;
        }),
      );
    expect(await outcomes()).toEqual(Array(4).fill('valid'));
    await statuses('suspended');
    expect(await outcomes()).toEqual(Array(4).fill('suspended'));
    await statuses('active');
    expect(await outcomes()).toEqual(Array(4).fill('valid'));
    await statuses('revoked');
    expect(await outcomes()).toEqual(Array(4).fill('revoked'));
  });

  it('of one signed without a holder is seen too, in every form', async () => {
    for (const configuration of configurations.keys()) {
      const issued = await (await issuer.call('POST', '/workers/W-1/credentials', { configuration })).json();
      const shown = configuration === 'kluscv-ldp-sd' ? await showPart(issued.credential) : issued.credential;
      expect([configuration, (await judge(shown)).outcome]).toEqual([configuration, 'valid']);
      await issuer.call('POST', `/credentials/${issued.credentialId}/status`, { status: 'revoked' });
      expect([configuration, (await judge(shown)).outcome]).toEqual([configuration, 'revoked']);
    }
  });

  it('is final', async () => {
    const { credentials } = await (await issuer.call('GET', '/workers/W-1/credentials')).json();
    const revoked = credentials.find(({ status }: { status: string }) => status === 'revoked');
    const response = await issuer.call('POST', `/credentials/${revoked.credentialId}/status`, {
      status: 'active',
    });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: 'conflict' });
  });
});
