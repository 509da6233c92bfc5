import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPages } from '../../cli/commands/build.ts';
import { words } from '../../contexts/index.ts';
import { findFaults, tabTo } from './inspect.ts';
import { launchBrowser } from './launch.ts';
import { type ApiCall, openPage, origin } from './open-page.ts';
import { samira, samiraElsewhere } from './reports.ts';

let browser: Browser;
beforeAll(async () => {
  await buildPages({ only: ['issuer'] });
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const { name: _name, nameBasis: _basis, platform: _platform, ...record } = samira;
const session = {
  platform: 'Poetsmaat',
  worker: { name: 'Samira de Vries', nameBasis: 'identity_document', birthDate: '1990-02-03' },
  record: { ...record, hoursByMonth: samiraElsewhere.hoursByMonth, reviewCount: 2 },
  reviews: [
    { gigId: 'g1', text: 'Prima!', month: '2026-02' },
    { gigId: 'g2', text: '<img src=x onerror=alert(1)>', month: '2025-12' },
  ],
  txCodeRequired: false,
  expiresAt: '2026-11-21T14:00:00Z',
};
const offerUri = 'openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fkluscv.test%2Foffers%2Fabc';

const service = ({ path, method }: ApiCall) => {
  if (path === '/claim/api/session')
    return method === 'POST' ? { status: 201, json: session } : { status: 410 };
  if (path === '/claim/api/offer')
    return { status: 201, json: { offerUri, expiresAt: '2026-11-21T14:00:00Z' } };
  return path === '/claim/api/pdf' ? { file: '%PDF-1.7' } : undefined;
};
const openClaim = (options: object = {}) =>
  openPage(browser, { app: 'issuer', path: '/claim#secret-token', api: service, ...options });

describe('the worker’s page', () => {
  it('uses the link only when the button is pressed, and then takes the token out of the address', async () => {
    const { page, calls } = await openClaim();
    await page.getByRole('button', { name: words.nl.claim.start.button }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(calls).toEqual([]);
    await page.getByRole('link', { name: 'English' }).click();
    expect(page.url()).toBe(`${origin}/claim?lang=en#secret-token`);
    await page.getByRole('button', { name: words.en.claim.start.button }).click();
    await page.getByRole('heading', { name: 'Your work through Poetsmaat' }).waitFor();
    expect(calls).toEqual([{ method: 'POST', path: '/claim/api/session', body: '{"token":"secret-token"}' }]);
    expect(page.url()).toBe(`${origin}/claim?lang=en`);
    await page.context().close();
  });

  it('has facts on and judgements off, and sends what was chosen, with the keyboard alone', async () => {
    const { page, calls, complaints } = await openClaim({ width: 320, height: 568 });
    expect(await findFaults(page)).toEqual([]);
    await tabTo(page, 'main button');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Je werk via Poetsmaat' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await tabTo(page, 'input[name=rating]');
    await page.keyboard.press('Space');
    await tabTo(page, 'input[name=review-g2]');
    await page.keyboard.press('Space');
    expect(await page.locator('main').textContent()).toContain('1 van 2 recensies gekozen');
    await tabTo(page, 'section .button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('svg.qr');
    expect(JSON.parse(calls.at(-1)?.body ?? '')).toEqual({
      include: {
        name: true,
        birthDate: false,
        hoursWorked: true,
        hoursByMonth: true,
        clientCount: true,
        occupations: true,
        skills: true,
        generalSkills: true,
        attendance: false,
        rating: true,
        reviews: ['g2'],
      },
    });
    expect(await page.getByLabel(words.nl.claim.take.link).inputValue()).toBe(offerUri);
    for (const summary of await page.locator('summary').all()) await summary.click();
    expect(await findFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('takes an offer back as soon as the choice is another', async () => {
    const { page } = await openClaim();
    await page.getByRole('button', { name: words.nl.claim.start.button }).click();
    await page.getByRole('button', { name: words.nl.claim.take.wallet }).click();
    await page.waitForSelector('svg.qr');
    await page.getByRole('switch', { name: words.nl.record.attendance }).click();
    expect(await page.locator('svg.qr').count()).toBe(0);
    await page.getByText(words.nl.claim.take.changed).waitFor();
    await page.context().close();
  });

  it('hands over the PDF in the language of the page', async () => {
    const { page, calls } = await openClaim({ locale: 'en-GB' });
    await page.getByRole('button', { name: words.en.claim.start.button }).click();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: words.en.claim.take.pdf }).click();
    expect((await downloading).suggestedFilename()).toBe('gigcv.pdf');
    expect(JSON.parse(calls.at(-1)?.body ?? '')).toMatchObject({
      language: 'en',
      include: { rating: false },
    });
    await page.context().close();
  });

  it('says what to do with a link that was used, and with one that is not whole', async () => {
    const used = await openClaim({ api: () => ({ status: 410, json: { code: 'gone' } }) });
    await used.page.getByRole('button', { name: words.nl.claim.start.button }).click();
    await used.page.getByRole('heading', { name: words.nl.claim.used }).waitFor();
    expect(await findFaults(used.page)).toEqual([]);
    await used.page.context().close();
    const broken = await openClaim({ path: '/claim' });
    await broken.page.getByRole('heading', { name: words.nl.claim.noToken }).waitFor();
    expect(await findFaults(broken.page)).toEqual([]);
    await broken.page.context().close();
  });

  it('comes back after a reload while the session stands', async () => {
    const { page, calls } = await openClaim({ path: '/claim', api: () => ({ json: session }) });
    await page.getByRole('heading', { name: 'Je werk via Poetsmaat' }).waitFor();
    expect(calls.map((call) => call.method)).toEqual(['GET']);
    await page.context().close();
  });

  it('is under 60 kB over the wire, beside its font', () => {
    const dist = join(import.meta.dirname, '../../dist/issuer');
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.(html|js|css|svg)$/.test(file),
    );
    const total = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
    expect(total).toBeLessThan(60_000);
  });
});
