/** Opens a built page in a browser of its own, with the service's answers given by the test. No network at all. */
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

export const origin = 'https://kluscv.test';
const dist = join(import.meta.dirname, '../../dist');

/** As `server/create-server.ts` sends it. */
const policy =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; " +
  "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export type ApiCall = {
  readonly method: string;
  readonly path: string;
  readonly search?: string;
  readonly body: string;
};
export type ApiReply = {
  readonly status?: number;
  readonly json?: unknown;
  readonly events?: readonly unknown[];
  readonly file?: string;
};
export type Opened = {
  readonly page: Page;
  /** What the page has asked the service, in order. */
  readonly calls: ApiCall[];
  /** Errors of the console and calls to other origins: must stay empty. */
  readonly complaints: string[];
};

/** `path` is where the browser goes first; `api` answers each call, or `undefined` when the service is not there. */
export async function openPage(
  browser: Browser,
  options: {
    readonly app: 'verifier' | 'issuer';
    readonly path: string;
    readonly api: (call: ApiCall) => ApiReply | undefined;
    readonly locale?: string;
    readonly width?: number;
    readonly height?: number;
    /** Held in a hand and pressed by finger. */
    readonly phone?: boolean;
    /** Runs in the page before its own script. */
    readonly prepare?: string;
  },
): Promise<Opened> {
  const context = await browser.newContext({
    locale: options.locale ?? 'nl-NL',
    viewport: { width: options.width ?? 900, height: options.height ?? 800 },
    acceptDownloads: true,
    // What a page keeps for the time without a network has its own tests.
    serviceWorkers: 'block',
    ...(options.phone === true && { hasTouch: true, isMobile: true }),
  });
  if (options.prepare !== undefined) await context.addInitScript(options.prepare);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const calls: ApiCall[] = [];
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await context.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    if (url.origin !== origin) {
      complaints.push(`call to ${url.origin}`);
      await route.abort();
      return;
    }
    const file = staticFile(options.app, url.pathname);
    if (file !== undefined) {
      const contentType = mediaTypes[extname(file)] ?? 'application/octet-stream';
      await route.fulfill({
        body: readFileSync(file),
        contentType,
        headers: { 'content-security-policy': policy },
      });
      return;
    }
    const call = {
      method: route.request().method(),
      path: url.pathname,
      ...(url.search !== '' && { search: url.search }),
      body: route.request().postData() ?? '',
    };
    calls.push(call);
    const reply = options.api(call);
    if (reply === undefined) await route.abort('connectionrefused');
    else if (reply.file !== undefined)
      await route.fulfill({ body: reply.file, contentType: 'application/pdf' });
    else if (reply.events !== undefined && route.request().headers().accept?.includes('text/event-stream')) {
      const body = reply.events.map((event) => `retry: 100\ndata: ${JSON.stringify(event)}\n\n`).join('');
      await route.fulfill({ body, contentType: 'text/event-stream' });
    } else await route.fulfill({ status: reply.status ?? 200, json: reply.json ?? reply.events?.[0] ?? {} });
  });
  await page.goto(`${origin}${options.path}`);
  return { page, calls, complaints };
}

/** The services give the built page at these addresses, and its assets below their base. */
function staticFile(app: 'verifier' | 'issuer', path: string): string | undefined {
  const isPage = app === 'verifier' ? /^\/(report|requests\/[^/]+)?$/.test(path) : path === '/claim';
  const base = app === 'verifier' ? '/' : '/claim/';
  const file = join(dist, app, isPage ? 'index.html' : path.slice(base.length));
  return (isPage || path.startsWith(`${base}assets/`)) && existsSync(file) ? file : undefined;
}
