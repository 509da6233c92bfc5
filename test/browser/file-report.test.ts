/** The report for the file on the verifier's page: asked for, and checked. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPages } from '../../cli/commands/build.ts';
import { words } from '../../contexts/index.ts';
import { findFaults } from './inspect.ts';
import { launchBrowser } from './launch.ts';
import { createListedPlatform } from './lists.ts';
import { type ApiCall, type ApiReply, openPage, origin } from './open-page.ts';

const { ask, check, paper } = words.nl.fileReport;
let browser: Browser;
let platform: Awaited<ReturnType<typeof createListedPlatform>>;
beforeAll(async () => {
  await buildPages({ only: ['verifier'] });
  [browser, platform] = await Promise.all([launchBrowser(), createListedPlatform([9])]);
});
afterAll(() => browser?.close());

const answered = {
  verified: true,
  message: { nl: words.nl.fileReport.answers.note_genuine, en: words.en.fileReport.answers.note_genuine },
  reference: 'KR-7F3K-9QWX-2M4D',
  checkedAt: '2026-11-21T12:00:00.000Z',
  outcome: 'revoked',
};
const api = (call: ApiCall): ApiReply | undefined => {
  if (call.path === '/api/v1/signed-reports') return { file: '%PDF-1.7' };
  if (call.path === '/api/v1/signed-reports/checks') return { json: answered };
  return platform.api(call);
};

describe('a report for the file', () => {
  it('is asked for by a button that says what is sent, and only then is anything sent', async () => {
    const { page, calls, complaints } = await openPage(browser, { app: 'verifier', path: '/', api });
    const credential = await platform.sdJwt();
    await page.locator('textarea').fill(credential);
    await page.getByRole('button', { name: words.nl.verifier.home.check }).click();
    await page.getByRole('heading', { name: ask.heading }).waitFor();
    expect(await page.locator('.file-report').textContent()).toContain(
      'gaat het getuigschrift naar onze server',
    );
    expect(calls.filter(({ method }) => method === 'POST')).toEqual([]);
    await page.getByLabel(ask.purpose).selectOption('lender');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: ask.pdf }).click();
    expect((await download).suggestedFilename()).toBe('kluscv-rapport.pdf');
    await page.getByText(ask.done).waitFor();
    const posts = calls.filter(({ method }) => method === 'POST');
    expect(posts.map(({ path }) => path)).toEqual(['/api/v1/signed-reports']);
    expect(posts[0]?.body).toContain('name="purpose"\r\n\r\nlender');
    expect(posts[0]?.body).toContain(credential);
    expect(await findFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('is checked from its QR code, whose note leaves the address, and says what it says', async () => {
    const path = '/report#aaaa.bbbb.cccc';
    const { page, calls, complaints } = await openPage(browser, { app: 'verifier', path, api, width: 320 });
    await page.getByRole('heading', { name: check.good }).waitFor();
    expect(page.url()).toBe(`${origin}/report`);
    expect(calls).toMatchObject([{ path: '/api/v1/signed-reports/checks', body: 'aaaa.bbbb.cccc' }]);
    const text = await page.locator('main').textContent();
    for (const said of [answered.reference, paper.outcome, words.nl.outcomes.revoked.label])
      expect(text).toContain(said);
    expect(await findFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('is not vouched for when the service does not', async () => {
    const refused = { verified: false, message: { nl: words.nl.fileReport.answers.report_changed, en: '' } };
    const { page } = await openPage(browser, {
      app: 'verifier',
      path: '/report',
      api: () => ({ json: refused }),
    });
    await page.locator('input[type=file]').setInputFiles({
      name: 'rapport.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{}'),
    });
    await page.getByRole('button', { name: check.button }).click();
    await page.getByRole('heading', { name: check.bad }).waitFor();
    expect(await page.locator('main').textContent()).toContain(refused.message.nl);
    await page.context().close();
  });
});
