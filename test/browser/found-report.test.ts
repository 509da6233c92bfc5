/** A signed report that is handed in where certificates are checked: told from them, and checked in the browser. */
import PDFDocument from 'pdfkit';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPages } from '../../cli/commands/build.ts';
import { words } from '../../contexts/index.ts';
import { createDidDocument, didWebFrom } from '../../core/did/index.ts';
import {
  type ReportContent,
  renderReportJson,
  type SignedReport,
  signNote,
  signReport,
} from '../../core/signed-report/index.ts';
import { createNodeSigner, generatePrivateJwk, nodeCrypto } from '../../server/node-crypto.ts';
import { findFaults } from './inspect.ts';
import { launchBrowser } from './launch.ts';
import { createListedPlatform, fileOf } from './lists.ts';
import { type ApiCall, type ApiReply, openPage, origin } from './open-page.ts';
import { credentialWith, reportOf } from './reports.ts';

const { home } = words.nl.verifier;
const { report: text } = words.nl.checkPage;

const verifierAt = (url: string) => {
  const did = didWebFrom(url);
  const signer = createNodeSigner(generatePrivateJwk('ES256'));
  const key = { signer, keyId: `${did}#p256` };
  const content = (outcome: 'valid' | 'revoked' = 'valid'): ReportContent => ({
    iss: did,
    iat: 1_795_000_000,
    jti: 'KR-7F3K-9QWX-2M4D',
    verifierUrl: url,
    purpose: null,
    document: { sha256: 'ab'.repeat(32), bytes: 1200 },
    credentials: [{ format: 'dc+sd-jwt', sha256: 'cd'.repeat(32) }],
    report: reportOf(credentialWith(outcome)),
  });
  return { did, key, content, sign: (outcome?: 'valid' | 'revoked') => signReport(content(outcome), key) };
};
const ours = verifierAt(origin);
const theirs = verifierAt('https://andere-controleur.example');
const didDocument = createDidDocument({
  did: ours.did,
  keys: [{ id: 'p256', publicJwk: ours.key.signer.publicJwk }],
});

let browser: Browser;
let platform: Awaited<ReturnType<typeof createListedPlatform>>;
beforeAll(async () => {
  await buildPages({ only: ['verifier'] });
  [browser, platform] = await Promise.all([launchBrowser(), createListedPlatform()]);
});
afterAll(() => browser?.close());

const api = (call: ApiCall): ApiReply | undefined =>
  call.path === '/.well-known/did.json' ? { json: didDocument } : platform.api(call);

const said = async (page: Page): Promise<string> => {
  await page.getByRole('heading', { name: text.heading }).waitFor();
  return page.locator('main').innerText();
};

async function check(given: string | Uint8Array, answer = api, width = 900): Promise<Page> {
  const { page, calls, complaints } = await openPage(browser, {
    app: 'verifier',
    path: '/',
    api: answer,
    width,
  });
  await page.locator('input[type=file]').setInputFiles(fileOf('rapport', given));
  await page.getByRole('button', { name: home.check }).click();
  await said(page);
  expect(calls.filter(({ method }) => method !== 'GET')).toEqual([]);
  expect(complaints).toEqual([]);
  return page;
}

const pdfOf = async (signed: SignedReport): Promise<Uint8Array> => {
  const document = new PDFDocument();
  const chunks: Uint8Array[] = [];
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.on('end', resolve));
  document.text('Rapport').file(Buffer.from(renderReportJson(signed)), { name: 'rapport.json' });
  document.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
};

describe('a report among the certificates', () => {
  it.each<[string, () => Promise<string | Uint8Array>]>([
    ['its JSON', async () => renderReportJson(await ours.sign('revoked'))],
    ['its PDF', async () => pdfOf(await ours.sign('revoked'))],
    ['its signature alone', async () => (await ours.sign('revoked')).jws],
    [
      'the link of its QR code',
      async () => `${origin}/report#${await signNote(await ours.sign('revoked'), ours.key, nodeCrypto)}`,
    ],
  ])('is known by %s, and is not called a genuine certificate', async (_name, make) => {
    const page = await check(await make(), api, 320);
    const shown = await said(page);
    expect(shown).toContain(text.ours);
    expect(shown).toContain('KR-7F3K-9QWX-2M4D');
    expect(shown).toContain(words.nl.outcomes.revoked.label);
    expect(shown).not.toContain('Samira');
    expect(await page.locator('.status.good').count()).toBe(0);
    expect(await findFaults(page)).toEqual([]);
    await page.context().close();
  });

  it('is told to be changed, or another verifier’s, and where to go with it', async () => {
    const signed = await ours.sign();
    const changed = { ...signed, content: ours.content('revoked') };
    const page = await check(JSON.stringify(changed));
    expect(await said(page)).toContain(text.changed);
    await page.context().close();

    const other = await check(renderReportJson(await theirs.sign()));
    expect(await said(other)).toContain(text.foreignWhere('andere-controleur.example'));
    await other.context().close();

    // Its own key under our name: signed, and not by us.
    const { jws } = await signReport(ours.content(), { ...theirs.key, keyId: ours.key.keyId });
    const forged = await check(jws);
    expect(await said(forged)).toContain(text.changed);
    await forged.context().close();
  });

  it('is not confirmed when the keys cannot be had', async () => {
    const page = await check(renderReportJson(await ours.sign()), (call) =>
      call.path === '/.well-known/did.json' ? { status: 502, json: {} } : platform.api(call),
    );
    expect(await said(page)).toContain(text.unchecked);
    await page.context().close();
  });
});
