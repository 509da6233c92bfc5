/** The forms beside SD-JWT in a real browser: from the platform into the wallet, to a reader, and checked on the reader's own device. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningDemo } from '../../cli/demo/services.ts';
import { loadDocument, words } from '../../contexts/index.ts';
import { deriveSdProof } from '../../core/proof/index.ts';
import { orderTestOffer, startTestDemo } from './demo.ts';
import { findFaults } from './inspect.ts';
import { launchBrowser } from './launch.ts';

const { record, verifier, wallet } = words.nl;
const genuine = 'Dit getuigschrift is echt';

let demo: RunningDemo;
let browser: Browser;
beforeAll(async () => {
  [demo, browser] = await Promise.all([startTestDemo(), launchBrowser()]);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await demo?.close();
});

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

async function openContext(): Promise<{ context: BrowserContext; complaints: string[]; loaded: string[] }> {
  const context = await browser.newContext({ locale: 'nl-NL' });
  context.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  const loaded: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(String(error.error())));
  context.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  return { context, complaints, loaded };
}

/** Takes one form into a new wallet, and answers an employer with it after `choose` has changed what is shared. */
async function share(configuration: string, choose: (app: Page) => Promise<void>) {
  const { offerUri } = await orderTestOffer(demo, {
    issuer: 0,
    worker: 0,
    body: { configurations: [configuration] },
  });
  const { context, complaints, loaded } = await openContext();
  const app = await context.newPage();
  await app.goto(`${demo.addresses.wallet.url}/#offer=${encodeURIComponent(offerUri)}`);
  await press(app, wallet.offer.view);
  await press(app, wallet.received.keep);
  await app.getByText(wallet.kept('Poetsmaat')).waitFor();
  const reader = await context.newPage();
  await reader.goto(demo.addresses.verifier.url);
  await press(reader, verifier.home.makeCode);
  const link = await reader.getByLabel(verifier.request.link).inputValue();
  await press(app, wallet.share);
  await app.getByLabel(wallet.link.field, { exact: true }).fill(link);
  await press(app, wallet.link.go);
  await app.getByText(wallet.request.purposes.employer).waitFor();
  await choose(app);
  expect(await findFaults(app)).toEqual([]);
  await press(app, wallet.request.agree);
  await app.getByText(wallet.done.sharedHeading, { exact: true }).waitFor();
  await reader.getByText(genuine).waitFor();
  return { context, reader, complaints, loaded };
}

/** One signed without a holder's key, as a platform downloads it. */
async function issueDirectly(configuration: string): Promise<unknown> {
  const [issuer] = demo.addresses.issuers;
  if (!issuer) throw new Error('There is no issuer.');
  const headers = { authorization: `Bearer ${issuer.apiKey}`, 'content-type': 'application/json' };
  const { workers } = await (await fetch(`${issuer.url}/api/v1/workers`, { headers })).json();
  const answer = await fetch(`${issuer.url}/api/v1/workers/${workers[1].workerId}/credentials`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ configuration }),
  });
  expect(answer.status).toBe(201);
  return (await answer.json()).credential;
}

async function checkOnDevice(text: string): Promise<Page> {
  const { context } = await openContext();
  const reader = await context.newPage();
  await reader.goto(demo.addresses.verifier.url);
  await reader.locator('textarea').fill(text);
  await press(reader, verifier.home.check);
  await reader.waitForSelector('[role=status] .status');
  return reader;
}

const hours = (page: Page) => page.getByText(record.hoursWorked, { exact: true });

describe('a document of which parts can be shown', () => {
  it('goes into the wallet, and without what was switched off to the reader', async () => {
    const { context, reader, complaints } = await share('kluscv-ldp-sd', async (app) => {
      await app.locator('input[name="credentialSubject.hoursWorked"]').uncheck();
    });
    await reader.getByText(record.gigsCompleted, { exact: true }).waitFor();
    expect(await hours(reader).count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);

  it('is checked on the device of the reader; the form for the wallet is named, and not shown', async () => {
    const base = JSON.parse(JSON.stringify(await issueDirectly('kluscv-ldp-sd')));
    const derived = await deriveSdProof(
      { credential: base, selectivePointers: ['/credentialSubject/hoursWorked'] },
      { loadDocument },
    );
    if (!derived.ok) throw new Error(derived.error.message);
    const shown = await checkOnDevice(JSON.stringify(derived.value));
    await shown.getByText(genuine).waitFor();
    expect(await hours(shown).count()).toBeGreaterThan(0);
    const refused = await checkOnDevice(JSON.stringify(base));
    await refused.getByText('Dit is de vorm voor de wallet', { exact: true }).waitFor();
    expect(await refused.getByText(record.gigsCompleted, { exact: true }).count()).toBe(0);
  }, 60_000);
});

describe('a credential as a JWT', () => {
  it('goes into the wallet, and whole to the reader, which the worker is told before', async () => {
    const { context, reader, complaints, loaded } = await share('kluscv-jwt', async (app) => {
      await app.getByText(wallet.request.whole).waitFor();
      await app.getByRole('heading', { name: wallet.request.notAsked, level: 3 }).waitFor();
      expect(await app.locator('input[type=checkbox]').count()).toBe(0);
    });
    expect(await hours(reader).count()).toBeGreaterThan(0);
    // What only documents need is not loaded for a JWT.
    expect(loaded.filter((path) => /(check-received|present)-document/.test(path))).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);

  it('is checked on the device of the reader', async () => {
    const shown = await checkOnDevice(String(await issueDirectly('kluscv-jwt')));
    await shown.getByText(genuine).waitFor();
    expect(await hours(shown).count()).toBeGreaterThan(0);
  }, 60_000);
});
