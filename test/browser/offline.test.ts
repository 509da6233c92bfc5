/** The reader's page without a network: with the lists of the last visit, and saying how old they are. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listWorkerIds, loadPaper } from '../../cli/demo/platform-calls.ts';
import type { RunningDemo } from '../../cli/demo/services.ts';
import { words } from '../../contexts/index.ts';
import { toUtf8 } from '../../core/bytes.ts';
import { startTestDemo } from './demo.ts';
import { findFaults } from './inspect.ts';
import { launchBrowser } from './launch.ts';
import { fileOf } from './lists.ts';

const { home, result, table } = words.nl.verifier;
let demo: RunningDemo;
let browser: Browser;
beforeAll(async () => {
  [demo, browser] = await Promise.all([startTestDemo(), launchBrowser()]);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await demo?.close();
});

const check = async (page: Page, paper: Uint8Array): Promise<void> => {
  await page.locator('input[type=file]').setInputFiles(fileOf('cv.pdf', paper));
  await page.getByRole('button', { name: home.check }).click();
  await page.getByRole('heading', { name: 'Dit getuigschrift is echt' }).waitFor();
};

/** A W3C credential, whose canonical form is computed from its contexts. */
const loadJson = async (issuer: RunningDemo['addresses']['issuers'][number], workerId: string) => {
  const answer = await fetch(`${issuer.url}/api/v1/workers/${encodeURIComponent(workerId)}/credentials`, {
    method: 'POST',
    headers: { authorization: `Bearer ${issuer.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ configuration: 'kluscv-ldp' }),
  });
  const { credential } = await answer.json();
  expect(credential.proof.cryptosuite).toBe('eddsa-rdfc-2022');
  return toUtf8(JSON.stringify(credential));
};

it('checks a PDF and a W3C credential that it never saw when the verifier is gone, and says so', async () => {
  const [issuer] = demo.addresses.issuers;
  if (issuer === undefined) throw new Error('The demo has no issuer.');
  const [first = '', second = '', ...others] = await listWorkerIds(issuer);
  const papers = [await loadPaper(issuer, first), await loadPaper(issuer, second)] as const;
  const documents = [await loadJson(issuer, first), await loadJson(issuer, second)] as const;
  const many = await Promise.all(others.slice(0, 12).map((id) => loadPaper(issuer, id)));
  const context = await browser.newContext({ locale: 'nl-NL' });
  context.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  context.on('weberror', (error) => complaints.push(String(error.error())));
  const page = await context.newPage();
  await page.goto(demo.addresses.verifier.url);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const session = await context.newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // Only a window that keeps nothing, such as this one, has no place to put it.
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);
  await check(page, papers[0]);
  expect(await page.getByText('Er is geen verbinding').count()).toBe(0);

  await page.getByRole('button', { name: result.another }).click();
  await check(page, documents[0]);

  await demo.close();
  await page.goto(demo.addresses.verifier.url);
  await check(page, papers[1]);
  expect(await page.getByText('Er is geen verbinding').isVisible()).toBe(true);
  expect(await page.getByText(words.nl.checkPage.lists.age(0)).isVisible()).toBe(true);
  expect(await findFaults(page)).toEqual([]);
  await page.getByRole('button', { name: result.another }).click();
  await check(page, documents[1]);
  await page.getByRole('button', { name: result.another }).click();
  await page
    .locator('input[type=file]')
    .setInputFiles(many.map((paper, index) => fileOf(`cv-${index}.pdf`, paper)));
  await page.getByRole('button', { name: home.check }).click();
  await page.getByText(table.done(many.length, many.length)).waitFor();
  expect(await page.getByText('Er is geen verbinding').isVisible()).toBe(true);
  expect(complaints).toEqual([]);
  await context.close();
}, 90_000);
