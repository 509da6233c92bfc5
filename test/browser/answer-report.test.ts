/** The report for the file on a wallet's answer, as the page of the verifier asks for it; and what it says of a register. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPages } from '../../cli/commands/build.ts';
import { words } from '../../contexts/index.ts';
import { findFaults } from './inspect.ts';
import { launchBrowser } from './launch.ts';
import { type ApiCall, type ApiReply, openPage } from './open-page.ts';
import { credentialWith, reportOf } from './reports.ts';

let browser: Browser;
beforeAll(async () => {
  await buildPages({ only: ['verifier'] });
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const request = {
  id: 'abc',
  state: 'received',
  purpose: 'employer',
  flow: 'cross-device',
  expiresAt: '2026-11-21T12:05:00.000Z',
  report: reportOf(credentialWith('valid')),
};
const api =
  (register: { days: number } | null) =>
  (call: ApiCall): ApiReply | undefined => {
    if (call.path === '/api/v1/requests/abc/signed-report') return { file: '%PDF-1.7' };
    if (call.path === '/api/v1/requests/abc') return { json: request };
    if (call.path === '/api/v1/service') return { json: { name: 'Test', register } };
    return undefined;
  };

describe('the report on a wallet’s answer', () => {
  it('is asked for by a button, from the session itself: nothing is sent but the language', async () => {
    const { ask } = words.nl.fileReport;
    const options = { app: 'verifier', path: '/requests/abc', api: api(null) } as const;
    const { page, calls, complaints } = await openPage(browser, options);
    await page.getByText(ask.introAnswer).waitFor();
    expect(await page.getByLabel(ask.purpose).count()).toBe(0);
    expect(await page.getByText(/versleuteld/).count()).toBe(0);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: ask.pdf }).click();
    expect((await download).suggestedFilename()).toBe('kluscv-rapport.pdf');
    const posts = calls.filter(({ method }) => method === 'POST');
    expect(posts.map(({ path }) => path)).toEqual(['/api/v1/requests/abc/signed-report']);
    expect(posts[0]?.body).toContain('name="language"');
    expect(posts[0]?.body).not.toContain('name="credential"');
    expect(await findFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('says for how long it is kept where there is a register', async () => {
    const options = { app: 'verifier', path: '/requests/abc', api: api({ days: 30 }), width: 320 } as const;
    const { page } = await openPage(browser, options);
    await page.getByText(words.nl.fileReport.ask.kept(30)).waitFor();
    expect(await findFaults(page)).toEqual([]);
    await page.context().close();
  });
});
