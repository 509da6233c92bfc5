import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser/launch.ts';
import { createFakeIssuer, type FakeIssuer } from './fakes/issuer.ts';
import { openWallet } from './fakes/open-wallet.ts';
import { createFakeVerifier, type FakeVerifier } from './fakes/verifier.ts';
import { trustListOf } from './fakes/wallet.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let issuer: FakeIssuer;
let verifier: FakeVerifier;

beforeAll(async () => {
  browser = await launchBrowser();
  issuer = await createFakeIssuer({ url: 'https://poetsmaat.example' });
  verifier = await createFakeVerifier();
}, 30_000);

afterAll(async () => {
  await browser?.close();
});

const open = (options: { fragment?: string; locale?: string; width?: number; from?: FakeIssuer } = {}) => {
  const from = options.from ?? issuer;
  return openWallet(browser, {
    trust: trustListOf([from.platform]),
    handlers: { [from.url]: from.handler, [verifier.url]: verifier.handler },
    ...(options.fragment === undefined ? {} : { fragment: options.fragment }),
    ...(options.locale === undefined ? {} : { locale: options.locale }),
    ...(options.width === undefined ? {} : { width: options.width }),
  });
};

const offerFragment = (from = issuer) => `#offer=${encodeURIComponent(from.offerLink('reference'))}`;
const heading = (page: Page, text: string) => page.getByRole('heading', { level: 1, name: text }).waitFor();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** What axe finds wrong on the page as it stands, against WCAG 2.2 AA. */
async function axeFindings(page: Page): Promise<string[]> {
  // Through the debugger, since the page's own policy lets no foreign script in.
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  });
}

describe('the wallet in a browser', () => {
  it('goes the whole way with a mouse, from offer to share log', async () => {
    const { page, complaints } = await open({ fragment: offerFragment() });
    await heading(page, 'Poetsmaat biedt je een KlusCV aan');
    expect(page.url()).toBe('https://wallet.example/');
    expect(await page.title()).toBe('Poetsmaat biedt je een KlusCV aan - KlusCV-wallet');
    await press(page, 'Bekijken');
    await heading(page, 'Dit staat in je KlusCV');
    await page.getByText('Samira de Vries').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await press(page, 'Toevoegen aan wallet');
    await page.getByText('De KlusCV van Poetsmaat staat in je wallet.').waitFor();
    expect(await page.getByRole('listitem').count()).toBe(1);

    await page.reload();
    await page.getByText('214 klussen').waitFor();
    await press(page, 'Gegevens delen');
    await page.getByLabel('Link').fill(verifier.requestLink);
    await press(page, 'Verder');
    await heading(page, 'Onbekende ontvanger vraagt om gegevens');
    await page.getByText('Waarvoor heeft de ontvanger dit nodig?').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('switch', { name: /Gemiddelde beoordeling/ }).click();
    await press(page, 'Delen');
    await page.getByRole('heading', { name: 'Gedeeld' }).waitFor();
    await press(page, 'Naar mijn bewijzen');
    await press(page, 'Wie heeft dit gezien?');
    await page.getByText('verifier.example').waitFor();
    await page.getByText('Gewerkte uren').waitFor();
    expect(await page.getByText('Gemiddelde beoordeling').count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    const sent = JSON.parse(verifier.posted.at(-1)?.get('vp_token') ?? '{}') as { sd?: string[] };
    expect(sent.sd?.[0]?.split('~')).toHaveLength(5);
    expect(complaints).toEqual([]);
  }, 30_000);

  it('goes from offer to keep with the keyboard alone, in English', async () => {
    const coded = await createFakeIssuer({ url: 'https://poetsmaat.example', txCode: '4711' });
    const { page, complaints } = await open({ fragment: offerFragment(coded), locale: 'en-GB', from: coded });
    await heading(page, 'Poetsmaat offers you a GigCV');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    const tabTo = async (name: string) => {
      for (let count = 0; count < 30; count += 1) {
        await page.keyboard.press('Tab');
        const focused = await page.evaluate(() => document.activeElement?.textContent);
        if (focused === name) return;
      }
      throw new Error(`never reached ${name}`);
    };
    await page.getByLabel('Code').focus();
    await page.keyboard.type('0000');
    await page.keyboard.press('Enter');
    await page.getByText('The code is not right').waitFor();
    await page.getByLabel('Code').fill('');
    await page.getByLabel('Code').focus();
    await page.keyboard.type('4711');
    await tabTo('View');
    await page.keyboard.press('Enter');
    await heading(page, 'This is in your GigCV');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await tabTo('Add to wallet');
    await page.keyboard.press('Enter');
    await heading(page, 'My credentials');
    await tabTo('View');
    await page.keyboard.press('Space');
    await heading(page, 'GigCV from Poetsmaat');
    await tabTo('Delete');
    await page.keyboard.press('Enter');
    await page.getByText('Delete from your wallet?').waitFor();
    await tabTo('Yes, delete');
    await page.keyboard.press('Enter');
    await page.getByText('The GigCV has been deleted.').waitFor();
    await page.getByText('You have no credential yet.').waitFor();
    expect(complaints).toEqual([]);
  }, 30_000);

  it('gives sharing and refusing the same size, all targets 44 pixels, and fits in 320', async () => {
    const { page } = await open({ fragment: offerFragment(), width: 320 });
    await press(page, 'Bekijken');
    await press(page, 'Toevoegen aan wallet');
    await press(page, 'Gegevens delen');
    await page.getByLabel('Link').fill(verifier.requestLink);
    await press(page, 'Verder');
    const agree = await page.getByRole('button', { name: 'Delen', exact: true }).boundingBox();
    const refuse = await page.getByRole('button', { name: 'Weigeren', exact: true }).boundingBox();
    expect([refuse?.width, refuse?.height]).toEqual([agree?.width, agree?.height]);
    expect(agree?.height).toBeGreaterThanOrEqual(44);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await axeFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 900, height: 800 });
    const wideAgree = await page.getByRole('button', { name: 'Delen', exact: true }).boundingBox();
    const wideRefuse = await page.getByRole('button', { name: 'Weigeren', exact: true }).boundingBox();
    expect(wideRefuse?.width).toBe(wideAgree?.width);
  }, 30_000);

  it('keeps keys that nobody can take out', async () => {
    const { page } = await open({ fragment: offerFragment() });
    await press(page, 'Bekijken');
    await heading(page, 'Dit staat in je KlusCV');
    const extractable = await page.evaluate(
      () =>
        new Promise<boolean[]>((resolve) => {
          const opening = indexedDB.open('kluscv-wallet');
          opening.onsuccess = () => {
            const all = opening.result.transaction('keys').objectStore('keys').getAll();
            all.onsuccess = () =>
              resolve(
                (all.result as { keyPair: CryptoKeyPair }[]).map(
                  ({ keyPair }) => keyPair.privateKey.extractable,
                ),
              );
          };
        }),
    );
    expect(extractable).toEqual([false, false]);
  }, 30_000);
});
