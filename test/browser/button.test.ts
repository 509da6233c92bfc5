/** The button on the example site, with the demo's verifier and a wallet: both flows, and whatever else comes of it. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemoWallet, receive } from '../../cli/demo/present.ts';
import type { RunningDemo } from '../../cli/demo/services.ts';
import { button as en } from '../../contexts/words/button/en.ts';
import { button as nl } from '../../contexts/words/button/nl.ts';
import { createSite } from '../../examples/button/server.ts';
import { readCodes } from '../../verifier/receive/read-codes.ts';
import {
  createResponse,
  type FlowPorts,
  findCandidates,
  type HeldCredential,
  parseRequest,
  preselect,
  sendRefusal,
  sendResponse,
} from '../../wallet/flow/index.ts';
import { unwrap } from '../verifier/our-wallet.ts';
import { orderTestOffer, startTestDemo } from './demo.ts';
import { findFaults, tabTo } from './inspect.ts';
import { launchBrowser } from './launch.ts';

let demo: RunningDemo;
let browser: Browser;
let site: { url: string; server: Server };
let wallet: FlowPorts;
let held: readonly HeldCredential[];

beforeAll(async () => {
  [demo, browser] = await Promise.all([startTestDemo(), launchBrowser()]);
  const { verifier } = demo.addresses;
  const docs = await (await fetch(`${verifier.url}/docs/button`)).text();
  const path = /\/kluscv-button-[0-9a-f]{16}\.js/.exec(docs)?.[0] ?? '';
  const integrity = /sha384-[A-Za-z0-9+/=]{64}/.exec(docs)?.[0] ?? '';
  site = await startSite(integrity, path);
  wallet = createDemoWallet(null);
  held = await receive(
    await orderTestOffer(demo, { issuer: 0, worker: 0, body: { configurations: ['kluscv-sd-jwt'] } }),
    wallet,
  );
}, 90_000);
afterAll(async () => {
  site?.server.closeAllConnections();
  site?.server.close();
  await browser?.close();
  await demo?.close();
});

/** The site must know its own address before it is made: it listens first. */
async function startSite(integrity: string, path: string): Promise<{ url: string; server: Server }> {
  const { createServer } = await import('node:http');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const { url: verifier, apiKey } = demo.addresses.verifier;
  server.on('request', createSite({ url, verifier, apiKey, script: { url: verifier + path, integrity } }));
  return { url, server };
}

type Visit = { context: BrowserContext; page: Page; complaints: string[]; texts: string[] };
const visit = async (options: { phone?: boolean; width?: number; at?: string } = {}): Promise<Visit> => {
  const context = await browser.newContext({
    locale: 'nl-NL',
    viewport: { width: options.width ?? 800, height: 800 },
    ...(options.phone === true && { hasTouch: true, isMobile: true }),
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  const texts: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('response', (response) => {
    response
      .text()
      .then((text) => texts.push(text))
      .catch(() => undefined);
  });
  await page.addInitScript(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    for (const name of ['kluscv-received', 'kluscv-refused', 'kluscv-expired'])
      addEventListener(name, () => heard.push(name));
  });
  await page.goto(options.at ?? site.url);
  return { context, page, complaints, texts };
};
const heardOn = (page: Page): Promise<string[]> => page.evaluate('heard');

/** Presses a button that opens a question, and gives the link that the site's back end answered. */
const opened = async (page: Page, name: string): Promise<string> => {
  const answer = page.waitForResponse((response) => response.url() === `${site.url}/kluscv/requests`);
  await page.getByRole('button', { name }).click();
  const { requestUri } = await (await answer).json();
  return requestUri;
};
const share = async (requestUri: string): Promise<string | null> => {
  const request = unwrap(await parseRequest(requestUri, wallet));
  const slots = unwrap(findCandidates(request.dcqlQuery, held));
  const chosen = preselect(slots, request.allowedClaims);
  const vpToken = unwrap(await createResponse({ request, chosen }, wallet));
  return unwrap(await sendResponse({ request, vpToken }, wallet)).redirectUri;
};

describe('the button on another site', () => {
  it('asks a wallet on another device by a QR code, and the site’s back end gets the result', async () => {
    const { context, page, complaints, texts } = await visit();
    expect(await findFaults(page)).toEqual([]);
    const requestUri = await opened(page, nl.ask);
    const code = page.getByRole('img', { name: nl.scan.code });
    expect(await readCodes(new Uint8Array(await code.screenshot()))).toEqual([requestUri]);
    expect(await page.getByRole('timer').textContent()).toMatch(/^Nog \d min \d+ s$/);
    expect(await findFaults(page)).toEqual([]);
    expect(await share(requestUri)).toBe(null);
    await page.getByText(nl.received).first().waitFor();
    await page
      .getByText('Poetsmaat: valid')
      .or(page.getByText(/: valid$/))
      .first()
      .waitFor();
    expect(await heardOn(page)).toEqual(['kluscv-received']);
    expect(await findFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    for (const text of texts) expect(text).not.toContain(demo.addresses.verifier.apiKey);
    await context.close();
  });

  it('opens a wallet on the same device, and is back with its code, which leaves the address', async () => {
    const { context, page, complaints } = await visit({ phone: true, width: 360 });
    const requestUri = await opened(page, nl.ask);
    const open = page.getByRole('link', { name: nl.here.open });
    expect(await open.getAttribute('href')).toBe(requestUri);
    expect(await page.getByRole('link', { name: nl.here.web }).getAttribute('href')).toBe(
      `${demo.addresses.wallet.url}/#request=${encodeURIComponent(requestUri)}`,
    );
    expect(await findFaults(page)).toEqual([]);
    const back = (await share(requestUri)) ?? '';
    expect(back.startsWith(`${site.url}/?response_code=`)).toBe(true);

    // Somebody else with the same link gets nothing of it.
    const other = await visit({ at: back });
    await other.page.getByText(nl.failed).first().waitFor();
    expect(await heardOn(other.page)).toEqual(['kluscv-refused']);
    await other.context.close();

    await page.goto(back);
    await page.getByText(nl.received).first().waitFor();
    await page.getByText(/: valid$/).waitFor();
    expect(page.url()).toBe(`${site.url}/`);
    expect(await heardOn(page)).toEqual(['kluscv-received']);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('tells the back end also when the page is gone', async () => {
    const { context, page } = await visit();
    const requestUri = await opened(page, nl.ask);
    await page.close();
    await share(requestUri);
    const result = async () => (await context.request.get(`${site.url}/result`)).status();
    await expect.poll(result, { timeout: 15_000 }).toBe(200);
    await context.close();
  });

  it('says that nothing was shared when the worker says no, and asks again by keyboard', async () => {
    const { context, page } = await visit({ width: 320 });
    await tabTo(page, 'kluscv-button');
    const answer = page.waitForResponse((response) => response.url() === `${site.url}/kluscv/requests`);
    await page.keyboard.press('Enter');
    const { requestUri } = await (await answer).json();
    await page.getByText(nl.scan.title).first().waitFor();
    expect(
      await page.evaluate(
        () => document.querySelector('kluscv-button')?.shadowRoot?.activeElement?.textContent,
      ),
    ).toBe(nl.scan.title);
    const request = unwrap(await parseRequest(requestUri, wallet));
    unwrap(await sendRefusal(request, wallet));
    await page.getByText(nl.refused).first().waitFor();
    expect(await heardOn(page)).toEqual(['kluscv-refused']);
    expect(await findFaults(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText(nl.scan.title).first().waitFor();
    await context.close();
  });

  it('changes device, stops, and says when the site is gone; in English where the page is', async () => {
    const { context, page } = await visit();
    await page.evaluate(() => document.documentElement.setAttribute('lang', 'en'));
    await page.evaluate(() => {
      const element = document.querySelector('kluscv-button');
      element?.replaceWith(element.cloneNode(true));
    });
    await opened(page, en.ask);
    await opened(page, en.scan.other);
    await page.getByRole('link', { name: en.here.open }).waitFor();
    await page.getByRole('button', { name: en.cancel }).click();
    await page.route('**/kluscv/requests', (route) => route.abort());
    await page.getByRole('button', { name: en.ask }).click();
    await page.getByText(en.unreachable).first().waitFor();
    await page.unroute('**/kluscv/requests');
    const elsewhere = {
      id: 'x',
      requestUri: 'openid4vp://?request_uri=https%3A%2F%2Fevil.example',
      expiresAt: '2099-01-01T00:00:00Z',
    };
    await page.route('**/kluscv/requests', (route) => route.fulfill({ status: 201, json: elsewhere }));
    await page.getByRole('button', { name: en.again }).click();
    await page.getByText(en.broken).first().waitFor();
    expect(await findFaults(page)).toEqual([]);
    await context.close();
  });

  it('goes on after a reload', async () => {
    const { context, page } = await visit();
    const requestUri = await opened(page, nl.ask);
    await page.reload();
    await page.getByRole('img', { name: nl.scan.code }).waitFor();
    await share(requestUri);
    await page.getByText(nl.received).first().waitFor();
    await page.reload();
    await page.getByRole('button', { name: nl.ask }).waitFor();
    await context.close();
  });

  it('says when the time is over', async () => {
    const { context, page } = await visit();
    await page.route('**/kluscv/requests/*', (route) => route.fulfill({ json: { state: 'expired' } }));
    await opened(page, nl.ask);
    await page.getByText(nl.expired).first().waitFor();
    expect(await heardOn(page)).toEqual(['kluscv-expired']);
    await context.close();
  });

  it('is no button at all when its script is not the one whose hash the site wrote down', async () => {
    const other = await startSite(`sha384-${'A'.repeat(64)}`, '/kluscv-button.js');
    const { context, page } = await visit({ at: other.url });
    expect(await page.evaluate(() => customElements.get('kluscv-button') === undefined)).toBe(true);
    await context.close();
    other.server.closeAllConnections();
    other.server.close();
  });

  it('lets nobody but the visitor who asked see how it stands', async () => {
    const one = await visit();
    const answer = one.page.waitForResponse((response) => response.url() === `${site.url}/kluscv/requests`);
    await one.page.getByRole('button', { name: nl.ask }).click();
    const { id } = await (await answer).json();
    const other = await visit();
    const status = async (context: BrowserContext) =>
      (await context.request.get(`${site.url}/kluscv/requests/${id}`)).status();
    expect([await status(one.context), await status(other.context)]).toEqual([200, 404]);
    const forged = await other.context.request.post(`${site.url}/kluscv/webhook`, {
      headers: { 'webhook-id': id, 'webhook-timestamp': '1', 'webhook-signature': 'v1,AAAA' },
      data: '{}',
    });
    expect(forged.status()).toBe(401);
    await one.context.close();
    await other.context.close();
  });
});
