/** OpenID4VCI 1.0 sections 4 to 6: offers, codes and transaction codes, used as they should not be. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestIssuer, type TestIssuer } from './start-test-issuer.ts';
import { createWalletRequests, grantType } from './wallet-requests.ts';

let issuer: TestIssuer;
let wallet: ReturnType<typeof createWalletRequests>;
beforeAll(async () => {
  issuer = await startTestIssuer();
  wallet = createWalletRequests(issuer);
});
afterAll(() => issuer.close());

describe('a pre-authorized code', () => {
  it('is exchanged once, for a short-lived token that nobody may cache', async () => {
    const { code } = await wallet.order();
    const first = await wallet.token({
      'pre-authorized_code': code,
      resource: issuer.url,
      something: 'else',
    });
    expect(first.status).toBe(200);
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(first.headers.get('access-control-allow-origin')).toBe('*');
    expect(first.body).toMatchObject({ token_type: 'Bearer', expires_in: 300 });
    expect(first.body).not.toHaveProperty('authorization_details');
    expect(first.body).not.toHaveProperty('c_nonce');
    const second = await wallet.token({ 'pre-authorized_code': code });
    expect([second.status, second.body.error]).toEqual([400, 'invalid_grant']);
  });

  it('goes to one of many that come at the same time', async () => {
    const { code } = await wallet.order();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => wallet.token({ 'pre-authorized_code': code })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.error === 'invalid_grant')).toHaveLength(7);
  });

  it('dies with the offer', async () => {
    const { code, offerUri } = await wallet.order();
    issuer.passTime(3_601);
    const late = await wallet.token({ 'pre-authorized_code': code });
    expect([late.status, late.body.error]).toEqual([400, 'invalid_grant']);
    const gone = await fetch(new URL(offerUri).searchParams.get('credential_offer_uri') ?? '');
    expect(gone.status).toBe(410);
    expect(gone.headers.get('content-type')).toContain('application/problem+json');
  });

  it('is the same however often the offer is fetched', async () => {
    const { code, offerUri } = await wallet.order();
    const address = new URL(offerUri).searchParams.get('credential_offer_uri') ?? '';
    const again = await (await fetch(address)).json();
    expect(again.grants[grantType]['pre-authorized_code']).toBe(code);
  });

  it.each([
    ['an unknown code', { 'pre-authorized_code': 'x' }, 'invalid_grant'],
    ['no code', {}, 'invalid_request'],
    ['another grant', { grant_type: 'authorization_code', code: 'x' }, 'unsupported_grant_type'],
    [
      'a code given twice',
      `grant_type=${grantType}&pre-authorized_code=a&pre-authorized_code=b`,
      'invalid_request',
    ],
    ['nothing', '', 'invalid_request'],
  ])('is refused as %s', async (_what, parameters, error) => {
    const answer = await wallet.token(parameters);
    expect([answer.status, answer.body.error]).toEqual([400, error]);
  });

  it('is not taken as JSON', async () => {
    const response = await fetch(`${issuer.url}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ grant_type: grantType, 'pre-authorized_code': 'x' }),
    });
    expect(await response.json()).toMatchObject({ error: 'invalid_request' });
  });
});

describe('a transaction code', () => {
  it('is announced in the offer, and needed', async () => {
    const { code, txCode, offerUri } = await wallet.order({ txCode: true });
    const offer = await (
      await fetch(new URL(offerUri).searchParams.get('credential_offer_uri') ?? '')
    ).json();
    expect(offer.grants[grantType].tx_code).toMatchObject({ input_mode: 'numeric', length: 6 });
    const without = await wallet.token({ 'pre-authorized_code': code });
    expect([without.status, without.body.error]).toEqual([400, 'invalid_request']);
    const wrong = await wallet.token({ 'pre-authorized_code': code, tx_code: '12345' });
    expect([wrong.status, wrong.body.error]).toEqual([400, 'invalid_grant']);
    const right = await wallet.token({ 'pre-authorized_code': code, tx_code: txCode });
    expect(right.status).toBe(200);
  });

  it('is refused where the offer has none', async () => {
    const { code } = await wallet.order();
    const answer = await wallet.token({ 'pre-authorized_code': code, tx_code: '123456' });
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_request']);
    expect((await wallet.token({ 'pre-authorized_code': code })).status).toBe(200);
  });

  it('is dead after five wrong ones, also when they come at the same time', async () => {
    const { code, txCode } = await wallet.order({ txCode: true });
    await Promise.all(
      Array.from({ length: 12 }, () => wallet.token({ 'pre-authorized_code': code, tx_code: 'wrong' })),
    );
    const right = await wallet.token({ 'pre-authorized_code': code, tx_code: txCode });
    expect([right.status, right.body.error]).toEqual([400, 'invalid_grant']);
  });
});

describe('what is kept', () => {
  it('holds no code, token or link in clear', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kluscv-'));
    const keeping = await startTestIssuer({ databaseUrl: `sqlite:${folder}/issuer.db` });
    const requests = createWalletRequests(keeping);
    const ordered = await (await keeping.call('POST', '/workers/W-1/offers', { txCode: true })).json();
    const { code, txCode, offerUri } = await requests.order({ txCode: true });
    const { access_token: accessToken } = (
      await requests.token({ 'pre-authorized_code': code, tx_code: txCode })
    ).body;
    const [jwt, nonce] = [await requests.proof(), await requests.nonce()];
    await requests.credential(String(accessToken), {
      credential_configuration_id: 'kluscv-sd-jwt',
      proofs: { jwt: [jwt] },
    });
    await keeping.close();
    const bytes = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1'));
    rmSync(folder, { recursive: true });
    const secrets = [
      code,
      txCode,
      accessToken,
      nonce,
      ordered.claimUrl.split('#')[1],
      offerUri.split('%2F').at(-1),
    ];
    expect(bytes.join().includes('Fatima')).toBe(true);
    for (const secret of secrets) {
      expect(String(secret).length).toBeGreaterThan(5);
      expect(bytes.join().includes(String(secret))).toBe(false);
    }
  });
});
