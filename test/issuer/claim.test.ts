/** The worker's page: a link that works once, a session in a cookie, and the worker's own choice. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createForeignWallet } from './foreign-wallet.ts';
import { startTestIssuer, type TestIssuer } from './start-test-issuer.ts';

let issuer: TestIssuer;
const pageFolder = mkdtempSync(join(tmpdir(), 'kluscv-page-'));
beforeAll(async () => {
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>KlusCV</title>');
  mkdirSync(join(pageFolder, 'assets'));
  writeFileSync(join(pageFolder, 'assets', 'page.css'), 'body{}');
  issuer = await startTestIssuer({ pageFolder });
});
afterAll(async () => {
  await issuer.close();
  rmSync(pageFolder, { recursive: true });
});

const order = async (body: object = {}) => (await issuer.call('POST', '/workers/W-1/offers', body)).json();
const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${issuer.url}/claim/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const tokenOf = ({ claimUrl }: { claimUrl: string }): string => claimUrl.split('#')[1] ?? '';
const open = async (
  body: object = {},
): Promise<{ cookie: string; session: Record<string, unknown>; txCode: string }> => {
  const ordered = await order(body);
  const response = await post('/session', { token: tokenOf(ordered) });
  expect(response.status).toBe(201);
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { cookie, session: await response.json(), txCode: ordered.txCode };
};

describe('the link', () => {
  it('leads to the page, with its token where no log sees it', async () => {
    const { claimUrl } = await order();
    expect(claimUrl).toMatch(/\/claim#[A-Za-z0-9_-]{43}$/);
    const page = await fetch(claimUrl, { headers: { 'accept-encoding': 'gzip, br' } });
    expect(page.headers.get('content-encoding')).toBe('br');
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('KlusCV')]);
    expect((await fetch(`${issuer.url}/claim/assets/page.css`)).status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  });

  it('is used up by the button, and not by looking at the page', async () => {
    const ordered = await order();
    await fetch(ordered.claimUrl);
    await fetch(ordered.claimUrl);
    const first = await post('/session', { token: tokenOf(ordered) });
    expect(first.status).toBe(201);
    const second = await post('/session', { token: tokenOf(ordered) });
    expect([second.status, (await second.json()).code]).toEqual([410, 'gone']);
  });

  it('works for one of two who press at the same time', async () => {
    const token = tokenOf(await order());
    const answers = await Promise.all([1, 2, 3].map(() => post('/session', { token })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 410, 410]);
  });

  it('does not work after its time, nor when it was made up', async () => {
    const ordered = await order();
    issuer.passTime(3_601);
    expect((await post('/session', { token: tokenOf(ordered) })).status).toBe(410);
    expect((await post('/session', { token: 'x' })).status).toBe(410);
    expect((await post('/session', {})).status).toBe(400);
  });
});

describe('the session', () => {
  it('shows the worker the record, in a cookie that scripts and other sites cannot use', async () => {
    const response = await post('/session', { token: tokenOf(await order({ txCode: true })) });
    expect(response.headers.get('set-cookie')).toMatch(/Path=\/claim;.*HttpOnly; SameSite=Strict/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({
      platform: 'Poetsmaat',
      worker: { name: 'Fatima de Vries', nameBasis: 'not_checked' },
      record: { gigsCompleted: 6 },
      reviews: [{ gigId: 'G-1', text: 'Netjes en op tijd.' }],
      configurations: ['kluscv-sd-jwt', 'kluscv-ldp'],
      txCodeRequired: true,
    });
  });

  it('is there again after the page was loaded anew, and ends', async () => {
    const { cookie, session } = await open();
    const again = () => fetch(`${issuer.url}/claim/api/session`, { headers: { cookie } });
    expect(await (await again()).json()).toEqual(session);
    issuer.passTime(1_801);
    expect((await again()).status).toBe(410);
  });

  it.each(['/offer', '/pdf'])('is needed for %s, and another site may not use it', async (path) => {
    expect((await post(path, {})).status).toBe(410);
    const { cookie } = await open();
    expect((await post(path, {}, { cookie, origin: 'https://other.example' })).status).toBe(403);
  });
});

describe("the worker's choice", () => {
  it('is what the wallet gets', async () => {
    const { cookie } = await open();
    const response = await post(
      '/offer',
      { include: { name: false, rating: true }, configurations: ['kluscv-ldp'] },
      { cookie },
    );
    expect(response.status).toBe(201);
    const { offerUri } = await response.json();
    const [credential] = (await createForeignWallet(issuer.deps.clock).receive(offerUri))['kluscv-ldp'] ?? [];
    const subject = (credential as { credentialSubject: object }).credentialSubject;
    expect(subject).toMatchObject({ rating: { ratingValue: 4.5 }, gigsCompleted: 6 });
    expect(subject).not.toHaveProperty('name');
  });

  it('still needs the transaction code that the platform gave', async () => {
    const { cookie, txCode } = await open({ txCode: true });
    const { offerUri } = await (
      await post('/offer', { configurations: ['kluscv-sd-jwt'] }, { cookie })
    ).json();
    await expect(createForeignWallet(issuer.deps.clock).receive(offerUri, '0')).rejects.toThrow();
    expect(await createForeignWallet(issuer.deps.clock).receive(offerUri, txCode)).toHaveProperty(
      'kluscv-sd-jwt',
    );
  });

  it('shares its five tries with every offer of the link', async () => {
    const { cookie, txCode } = await open({ txCode: true });
    for (let index = 0; index < 5; index++) {
      const { offerUri } = await (await post('/offer', {}, { cookie })).json();
      await expect(createForeignWallet(issuer.deps.clock).receive(offerUri, 'wrong')).rejects.toThrow();
    }
    const { offerUri } = await (await post('/offer', {}, { cookie })).json();
    await expect(createForeignWallet(issuer.deps.clock).receive(offerUri, txCode)).rejects.toThrow();
  });

  it('stays within what the platform offers, and is checked', async () => {
    const { cookie } = await open({ configurations: ['kluscv-ldp'] });
    const refused = await post('/offer', { configurations: ['kluscv-sd-jwt'] }, { cookie });
    expect(refused.status).toBe(403);
    expect((await post('/offer', { include: ['salary'] }, { cookie })).status).toBe(400);
  });

  it('goes on paper', async () => {
    const { cookie } = await open();
    const response = await post('/pdf', { include: ['hoursWorked'], language: 'en' }, { cookie });
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });
});
