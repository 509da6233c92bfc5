/** The whole way over real HTTP in a real browser: platform's link, wallet, reader's page. Once by mouse, once by keyboard. */
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningDemo } from '../../cli/demo/services.ts';
import { type WorkerWords, words } from '../../contexts/index.ts';
import { orderTestOffer, startTestDemo } from './demo.ts';
import { launchBrowser } from './launch.ts';

const { claim, ui, verifier, wallet, outcomes } = words.nl;
let demo: RunningDemo;
let browser: Browser;

beforeAll(async () => {
  [demo, browser] = await Promise.all([startTestDemo(), launchBrowser()]);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await demo?.close();
});

/** What a person does on a page; by mouse or by keyboard. */
type Hands = {
  readonly press: (page: Page, name: string) => Promise<void>;
  readonly follow: (page: Page, name: string) => Promise<void>;
  readonly fill: (page: Page, label: string, text: string) => Promise<void>;
};

const mouse: Hands = {
  press: (page, name) => page.getByRole('button', { name, exact: true }).click(),
  follow: (page, name) => page.getByRole('link', { name, exact: true }).click(),
  fill: (page, label, text) => page.getByLabel(label, { exact: true }).fill(text),
};

/** Goes on with the tab key until the thing with this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  await page.getByText(name, { exact: true }).first().waitFor();
  for (let count = 0; count < 80; count += 1) {
    await page.keyboard.press('Tab');
    const reached = await page.evaluate((wanted) => {
      const { activeElement: element } = document;
      if (element === null || element === document.body) return false;
      const labels = 'labels' in element ? [...(element.labels as NodeListOf<HTMLElement>)] : [];
      return [element, ...labels].some(({ textContent }) => textContent?.trim() === wanted);
    }, name);
    if (reached) return;
  }
  throw new Error(`The tab key never reached "${name}".`);
}

const pressByKey = async (page: Page, name: string): Promise<void> => {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
};

const keyboard: Hands = {
  press: pressByKey,
  follow: pressByKey,
  fill: async (page, label, text) => {
    await tabTo(page, label);
    await page.keyboard.insertText(text);
  },
};

/** From looking to taking along; with reviews there is a step more. */
async function walkToTheEnd(page: Page, press: Hands['press'], text: WorkerWords['claim']): Promise<void> {
  const last = page.getByRole('heading', { name: text.take.heading, level: 1 });
  for (const heading of [text.choose.heading, text.reviews.heading, text.take.heading]) {
    if (await last.isVisible()) return;
    await press(page, text.steps.next);
    await page.getByRole('heading', { name: heading, level: 1 }).or(last).waitFor();
  }
}

/** A browser with a wallet in it that holds a KlusCV from the platform's link, and what went wrong in its pages. */
async function openWithWallet(
  hands: Hands,
): Promise<{ context: BrowserContext; app: Page; complaints: string[] }> {
  const { claimUrl } = await orderTestOffer(demo, { issuer: 0, worker: 0, body: {} });
  const context = await browser.newContext({ locale: 'nl-NL' });
  context.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(String(error.error())));

  const platform = await context.newPage();
  await platform.goto(claimUrl);
  await hands.press(platform, claim.start.button);
  await walkToTheEnd(platform, hands.press, claim);
  await hands.press(platform, claim.take.walletQr);
  const opening = context.waitForEvent('page');
  await hands.follow(platform, ui.webWallet);
  const app = await opening;
  await hands.press(app, wallet.offer.view);
  await hands.press(app, wallet.received.keep);
  await app.getByText(wallet.kept('Poetsmaat')).waitFor();
  return { context, app, complaints };
}

async function goTheWholeWay(hands: Hands): Promise<void> {
  const { context, app, complaints } = await openWithWallet(hands);
  const reader = await context.newPage();
  await reader.goto(demo.addresses.verifier.url);
  await hands.press(reader, verifier.home.makeCode);
  const requestLink = await reader.getByLabel(verifier.request.link).inputValue();

  await hands.press(app, wallet.share);
  await hands.fill(app, wallet.link.field, requestLink);
  await hands.press(app, wallet.link.go);
  await app.getByText(wallet.request.purposes.employer).waitFor();
  await hands.press(app, wallet.request.agree);
  await app.getByText(wallet.done.sharedHeading, { exact: true }).waitFor();

  await reader.getByText('Dit getuigschrift is echt').waitFor();
  expect(await reader.title()).toContain(outcomes.valid.label);
  await hands.press(app, wallet.home);
  await hands.press(app, wallet.shares.heading);
  await app.getByText(wallet.request.purposeNames.employer).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
}

describe('from the platform’s link to the reader’s page', () => {
  it('with a mouse', () => goTheWholeWay(mouse), 60_000);
  it('with the keyboard alone', () => goTheWholeWay(keyboard), 60_000);

  it('on one device, over the wallet and back, also when the page is loaded again', async () => {
    const { context, complaints } = await openWithWallet(mouse);
    const reader = await context.newPage();
    await reader.goto(demo.addresses.verifier.url);
    await mouse.press(reader, verifier.home.makeHere);
    await reader.getByRole('heading', { name: verifier.request.headingHere }).waitFor();
    await reader.reload();
    const opening = context.waitForEvent('page');
    await mouse.follow(reader, ui.webWallet);
    const app = await opening;
    await mouse.press(app, wallet.request.agree);
    await app.getByText(wallet.done.sharedHeading, { exact: true }).waitFor();
    expect(await reader.getByText('Dit getuigschrift is echt').isVisible()).toBe(false);
    await mouse.follow(app, wallet.done.goOn(new URL(demo.addresses.verifier.url).host));
    await app.getByText('Dit getuigschrift is echt').waitFor();
    expect(new URL(app.url()).hash).toBe('');
    await app.reload();
    await app.getByText('Dit getuigschrift is echt').waitFor();
    await reader.getByText('Dit getuigschrift is echt').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);

  it('on paper, in English', async () => {
    const { claimUrl } = await orderTestOffer(demo, { issuer: 1, worker: 4, body: {} });
    const context = await browser.newContext({ locale: 'en-GB' });
    const worker = await context.newPage();
    await worker.goto(claimUrl);
    const byName = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
    await byName(worker, words.en.claim.start.button);
    await walkToTheEnd(worker, byName, words.en.claim);
    const [download] = await Promise.all([
      worker.waitForEvent('download'),
      worker.getByRole('button', { name: words.en.claim.take.pdf }).click(),
    ]);
    const pdf = await readFile(await download.path());
    const reader = await context.newPage();
    await reader.goto(demo.addresses.verifier.url);
    await reader
      .locator('input[type=file]')
      .setInputFiles({ name: 'cv.pdf', mimeType: 'application/pdf', buffer: pdf });
    await reader.getByRole('button', { name: 'Check authenticity' }).click();
    await reader.getByRole('heading', { name: 'This certificate is genuine' }).waitFor();
    await context.close();
  });

  it('says nothing of a worker to whoever opens the link without pressing the button', async () => {
    const { claimUrl } = await orderTestOffer(demo, { issuer: 0, worker: 5, body: {} });
    const context = await browser.newContext({ locale: 'nl-NL' });
    const asked: string[] = [];
    context.on('request', (request) => asked.push(request.url()));
    const preview = await context.newPage();
    await preview.goto(claimUrl);
    await preview.getByRole('button', { name: claim.start.button }).waitFor();
    expect(asked.filter((url) => url.includes('/api/') || url.includes('#'))).toEqual([]);
    const worker = await context.newPage();
    await worker.goto(claimUrl);
    await worker.getByRole('button', { name: claim.start.button }).click();
    await worker.getByRole('button', { name: claim.steps.next }).waitFor();
    expect(worker.url()).not.toContain('#');
    await context.close();
  });
});
