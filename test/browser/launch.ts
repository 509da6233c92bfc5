/** A real Chromium for the browser tests: the machine's own where there is one, else the one from the npm package. */
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the browser. CHROMIUM_PATH names another one than /usr/bin/chromium. Close it after the tests. */
export async function launchBrowser(): Promise<Browser> {
  return await chromium.launch({ executablePath: await findChromium(), args, chromiumSandbox: false });
}

async function findChromium(): Promise<string> {
  for (const path of [process.env.CHROMIUM_PATH, '/usr/bin/chromium']) {
    if (path !== undefined && path !== '' && existsSync(path)) return path;
  }
  // The package looks at these at import: without the first it leaves its libraries packed, and in a shared
  // folder it would use an older binary that another version left there.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x';
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'kluscv-chromium-'));
  const { default: packed } = await import('@sparticuz/chromium');
  return await packed.executablePath();
}
