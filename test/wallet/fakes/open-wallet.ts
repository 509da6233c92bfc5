/** The built wallet in a real browser, on a network of fakes that stand behind CORS as real services do. */
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Browser, Page, Route } from 'playwright-core';
import { publicJwkFrom } from '../../../core/keys/index.ts';
import { signTrustList, type TrustList } from '../../../core/trust/index.ts';
import { createNodeSigner, generatePrivateJwk } from '../../../server/node-crypto.ts';
import { createNetwork, type Handler } from './network.ts';
import { now } from './wallet.ts';

export const walletOrigin = 'https://wallet.example';
const schemeOrigin = 'https://scheme.example';
const dist = join(import.meta.dirname, '../../../dist/wallet');

const policy =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self' https:; " +
  "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, content-type',
  'access-control-allow-methods': 'GET, POST',
};

/** `complaints` has the errors of the console, and must stay empty. */
export async function openWallet(
  browser: Browser,
  options: {
    readonly trust: TrustList;
    readonly handlers: Readonly<Record<string, Handler>>;
    readonly fragment?: string;
    readonly locale?: string;
    readonly width?: number;
  },
): Promise<{ readonly page: Page; readonly complaints: string[] }> {
  const schemeKey = generatePrivateJwk('EdDSA');
  const list = await signTrustList(options.trust, createNodeSigner(schemeKey));
  const { fetch } = createNetwork({
    ...options.handlers,
    [schemeOrigin]: () => ({ status: 200, body: list }),
    [walletOrigin]: ({ path }) =>
      path === '/config.json'
        ? {
            status: 200,
            body: { trustListUrl: `${schemeOrigin}/trust-list.jwt`, schemeKey: publicJwkFrom(schemeKey) },
          }
        : { status: 404, body: {} },
  });
  const context = await browser.newContext({
    locale: options.locale ?? 'nl-NL',
    viewport: { width: options.width ?? 900, height: 800 },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.clock.setFixedTime(now);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      complaints.push(message.text());
    }
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await context.route('**/*', (route) => answer(route, fetch));
  await page.goto(`${walletOrigin}/${options.fragment ?? ''}`);
  return { page, complaints };
}

async function answer(route: Route, fetch: ReturnType<typeof createNetwork>['fetch']): Promise<void> {
  const request = route.request();
  const url = new URL(request.url());
  const file = url.origin === walletOrigin ? staticFile(url.pathname) : undefined;
  if (file !== undefined) {
    const contentType = mediaTypes[extname(file)] ?? 'application/octet-stream';
    await route.fulfill({
      body: readFileSync(file),
      contentType,
      headers: { 'content-security-policy': policy },
    });
  } else if (request.method() === 'OPTIONS') {
    await route.fulfill({ status: 204, headers: cors });
  } else {
    const body = request.postData();
    const response = await fetch({
      url: request.url(),
      method: request.method() === 'POST' ? 'POST' : 'GET',
      headers: request.headers(),
      ...(body === null ? {} : { body }),
    }).catch(() => undefined);
    if (response === undefined) await route.abort('connectionrefused');
    else await route.fulfill({ status: response.status, headers: cors, body: Buffer.from(response.body) });
  }
}

function staticFile(path: string): string | undefined {
  const file = join(dist, path === '/' ? 'index.html' : path);
  return existsSync(file) ? file : undefined;
}
