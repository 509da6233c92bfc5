/** The whole way over real HTTP in a real browser: platform's link, wallet, reader's page. Once by mouse, once by keyboard. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningDemo, startDemo } from '../../cli/demo/services.ts';
import { words } from '../../contexts/index.ts';
import { KlusCVError } from '../../core/errors.ts';
import { launchBrowser } from '../browser/launch.ts';

const { claim, verifier, wallet, outcomes } = words.nl;
/** The demo needs four ports of its own: the next base when one of them is taken. */
const portBases = Array.from({ length: 20 }, (_, index) => 21_000 + index * 300);

let demo: RunningDemo;
let browser: Browser;
const dataDir = mkdtempSync(join(tmpdir(), 'kluscv-whole-way-'));

beforeAll(async () => {
  [demo, browser] = await Promise.all([startSomewhere(), launchBrowser()]);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await demo?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function startSomewhere(): Promise<RunningDemo> {
  for (const portBase of portBases) {
    try {
      return await startDemo({ portBase, dataDir: mkdtempSync(join(dataDir, 'demo-')), quiet: true });
    } catch (error) {
      if (!(error instanceof KlusCVError && error.code === 'port_in_use')) throw error;
    }
  }
  throw new Error('Every port that this test knows is taken.');
}

/** What a person does on a page; by mouse or by keyboard. */
type Hands = {
  readonly press: (page: Page, name: string) => Promise<void>;
  readonly fill: (page: Page, label: string, text: string) => Promise<void>;
};

const mouse: Hands = {
  press: (page, name) => page.getByRole('button', { name, exact: true }).click(),
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

const keyboard: Hands = {
  press: async (page, name) => {
    await tabTo(page, name);
    await page.keyboard.press('Enter');
  },
  fill: async (page, label, text) => {
    await tabTo(page, label);
    await page.keyboard.insertText(text);
  },
};

async function callIssuer<T>(path: string, body?: object): Promise<T> {
  const [issuer] = demo.addresses.issuers;
  const answer = await fetch(`${issuer?.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${issuer?.apiKey}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return answer.json() as Promise<T>;
}

async function goTheWholeWay(hands: Hands): Promise<void> {
  const { workers } = await callIssuer<{ workers: { workerId: string }[] }>('/api/v1/workers?limit=1');
  const workerId = workers[0]?.workerId ?? '';
  const { claimUrl } = await callIssuer<{ claimUrl: string }>(`/api/v1/workers/${workerId}/offers`, {});
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
  await hands.press(platform, claim.take.wallet);
  const offerLink = await platform.getByLabel(claim.take.link).inputValue();

  const app = await context.newPage();
  await app.goto(demo.addresses.wallet.url);
  await hands.press(app, wallet.add);
  await hands.fill(app, wallet.link.field, offerLink);
  await hands.press(app, wallet.link.go);
  await hands.press(app, wallet.offer.view);
  await hands.press(app, wallet.received.keep);
  await app.getByText(wallet.kept('Poetsmaat')).waitFor();

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
});
