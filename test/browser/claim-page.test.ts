import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPages } from '../../cli/commands/build.ts';
import { loadWords, type WorkerLanguage, words, workerLanguages } from '../../contexts/index.ts';
import { claimService, claimSession, offerUri } from './claim-service.ts';
import { findFaults, tabTo } from './inspect.ts';
import { launchBrowser } from './launch.ts';
import { openPage, origin } from './open-page.ts';

let browser: Browser;
beforeAll(async () => {
  await Promise.all(workerLanguages.map(loadWords));
  await buildPages({ only: ['issuer'] });
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const { claim } = words.nl;
const small = { width: 320, height: 568 };
const phone = { width: 360, height: 740, phone: true };
/** A browser that gives links of apps to nobody and files to whoever asks; what it was given stands in `window`. */
const listening = `
  window.opened = []; window.shared = [];
  navigation.addEventListener('navigate', (event) => {
    if (event.destination.url.startsWith('http')) return;
    window.opened.push(event.destination.url);
    event.preventDefault();
  });
  navigator.canShare = () => true;
  navigator.share = async ({ files }) => { window.shared.push(files[0].type + ' ' + files[0].name); };
`;

const openClaim = (options: object = {}) =>
  openPage(browser, { app: 'issuer', path: '/claim#secret-token', api: claimService(), ...options });

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Through the button and on to a step: 0 looking, 1 choosing, 2 reviews, 3 taking along. */
async function walkTo(page: Page, step: number, language: WorkerLanguage = 'nl'): Promise<void> {
  const { start, steps } = words[language].claim;
  await press(page, start.button);
  await page.getByRole('button', { name: steps.next }).waitFor();
  for (let taken = 0; taken < step; taken += 1) await press(page, steps.next);
}

describe('the worker’s page', () => {
  it('uses the link only when the button is pressed, and then takes the token out of the address', async () => {
    const { page, calls } = await openClaim();
    await page.getByRole('button', { name: claim.start.button }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(calls).toEqual([]);
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('button', { name: words.en.claim.start.button }).waitFor();
    expect(page.url()).toBe(`${origin}/claim?lang=en#secret-token`);
    await press(page, words.en.claim.start.button);
    await page.getByRole('heading', { name: 'Your work through Poetsmaat' }).waitFor();
    expect(calls).toEqual([{ method: 'POST', path: '/claim/api/session', body: '{"token":"secret-token"}' }]);
    expect(page.url()).toBe(`${origin}/claim?lang=en`);
    await page.context().close();
  });

  it('goes one step at a time, facts on and judgements off, with the keyboard alone', async () => {
    const { page, calls, complaints } = await openClaim(small);
    expect(await findFaults(page)).toEqual([]);
    const goOn = async (heading: string) => {
      await tabTo(page, '.step-buttons .button, .promise ~ .actions .button');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
      expect(await findFaults(page)).toEqual([]);
    };
    await goOn('Je werk via Poetsmaat');
    await goOn(claim.choose.heading);
    await tabTo(page, 'input[name=rating]');
    await page.keyboard.press('Space');
    await goOn(claim.reviews.heading);
    await tabTo(page, 'input[name=review-g2]');
    await page.keyboard.press('Space');
    await page.getByText('1 van 41 recensies gekozen').waitFor();
    await goOn(claim.take.heading);
    await tabTo(page, 'section + section .button');
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
    expect(await page.getByLabel(claim.take.link).inputValue()).toBe(offerUri);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('says what each figure means, and shows forty-one reviews ten at a time', async () => {
    const { page } = await openClaim();
    await walkTo(page, 0);
    for (const fold of await page.locator('summary').all()) await fold.click();
    await page.getByText(claim.meanings.hoursWorked).waitFor();
    expect(await page.locator('.facts > div').count()).toBe(await page.locator('.facts dt svg').count());
    expect(await findFaults(page)).toEqual([]);
    await press(page, claim.steps.next);
    await press(page, claim.steps.next);
    expect(await page.getByRole('switch').count()).toBe(10);
    await press(page, claim.reviews.more(10));
    expect(await page.getByRole('switch').count()).toBe(20);
    expect(await page.locator('main img').count()).toBe(0);
    await page.context().close();
  });

  it('takes an offer back as soon as the choice is another, and the browser’s way back goes one step', async () => {
    const { page } = await openClaim();
    await walkTo(page, 3);
    await press(page, claim.take.walletQr);
    await page.waitForSelector('svg.qr');
    const webWallet = page.getByRole('link', { name: words.nl.ui.webWallet });
    expect(await webWallet.getAttribute('href')).toBe(
      `https://wallet.test/#offer=${encodeURIComponent(offerUri)}`,
    );
    await page.goBack();
    await page.getByRole('heading', { name: claim.reviews.heading }).waitFor();
    await page.getByRole('switch').first().click();
    await press(page, claim.steps.next);
    expect(await page.locator('svg.qr').count()).toBe(0);
    await page.context().close();
  });

  it('hands over the PDF in the language of the page, with for whom it is', async () => {
    const { page, calls } = await openClaim({ locale: 'en-GB' });
    await walkTo(page, 3, 'en');
    await page.getByLabel(words.en.claim.take.madeFor).fill('Hotel De Zon');
    await press(page, words.en.claim.take.ownWords.open);
    await page.getByLabel(words.en.claim.take.ownWords.education).fill(' School of nursing ');
    await page.getByRole('switch', { name: words.en.claim.take.questionnaire }).click();
    expect(await findFaults(page)).toEqual([]);
    const downloading = page.waitForEvent('download');
    await press(page, words.en.claim.take.pdf);
    expect((await downloading).suggestedFilename()).toBe('gigcv.pdf');
    expect(JSON.parse(calls.at(-1)?.body ?? '')).toMatchObject({
      language: 'en',
      madeFor: 'Hotel De Zon',
      ownWords: { education: 'School of nursing', language: 'en' },
      questionnaire: true,
      include: { rating: false },
    });
    await page.context().close();
  });

  it('on a phone offers PDF and sharing first, and leads back when no wallet answers within five seconds', async () => {
    const { page, complaints } = await openClaim({ ...phone, prepare: listening });
    await walkTo(page, 3);
    const buttons = await page.locator('main section .button').allTextContents();
    expect(buttons).toEqual([claim.take.pdf, claim.take.share, claim.take.wallet]);
    await press(page, claim.take.share);
    await page.getByText(claim.take.shared).waitFor();
    expect(await page.evaluate('window.shared')).toEqual(['application/pdf kluscv.pdf']);
    const pressed = Date.now();
    await press(page, claim.take.wallet);
    await page.getByText(claim.take.opening).waitFor();
    await expect.poll(() => page.evaluate('window.opened')).toEqual([offerUri]);
    await page.getByRole('heading', { name: claim.take.noAnswer }).waitFor();
    expect(Date.now() - pressed).toBeLessThan(8_000);
    expect(await page.locator('svg.qr').count()).toBe(0);
    expect(await findFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('asks for one more press when the browser would not share without it', async () => {
    const shy = `${listening}; let asked = 0; const share = navigator.share;
      navigator.share = async (data) => {
        asked += 1;
        if (asked === 1) throw new DOMException('', 'NotAllowedError');
        return share(data);
      };`;
    const { page, calls } = await openClaim({ ...phone, prepare: shy });
    await walkTo(page, 3);
    await press(page, claim.take.share);
    await page.getByText(claim.take.shareReady).waitFor();
    await press(page, claim.take.share);
    await page.getByText(claim.take.shared).waitFor();
    expect(calls.filter(({ path }) => path === '/claim/api/pdf').length).toBe(1);
    await page.context().close();
  });

  it('lists the copies, and turns one off after asking', async () => {
    const { page, calls, complaints } = await openClaim(small);
    await walkTo(page, 0);
    await press(page, claim.copies.open);
    await page.getByText('Gemaakt voor Hotel De Zon').waitFor();
    expect(await findFaults(page)).toEqual([]);
    await page.getByRole('button', { name: /^Zet uit/ }).press('Enter');
    expect(calls.some(({ path }) => path.endsWith('/off'))).toBe(false);
    await page.getByText(claim.copies.sure).waitFor();
    expect(await findFaults(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: claim.copies.done }).waitFor();
    await page.getByRole('button', { name: /^Zet uit/ }).waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('reports a mistake from the figure that it is in, and shows what was answered before', async () => {
    const { page, calls, complaints } = await openClaim(small);
    await walkTo(page, 0);
    await page
      .locator('.facts > div', { hasText: words.nl.record.hoursWorked })
      .first()
      .locator('summary')
      .click();
    await page.getByRole('button', { name: /^Dit klopt niet.*Gewerkte uren$/ }).click();
    await page.getByText('U hebt gelijk.').waitFor();
    expect(await page.getByLabel(claim.mistake.about).inputValue()).toBe('hoursWorked');
    await press(page, claim.mistake.send);
    await page.getByText(claim.mistake.nothing).waitFor();
    await page.getByLabel(claim.mistake.text).fill('Er mist een dag.');
    await press(page, claim.mistake.send);
    await page.getByText(claim.mistake.sent).waitFor();
    await page.getByText('Er mist een dag.').waitFor();
    expect(calls.filter(({ method }) => method === 'POST').map(({ body }) => body)).toContain(
      '{"about":"hoursWorked","text":"Er mist een dag."}',
    );
    expect(await findFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('reads itself aloud where the browser has a voice for the language, and is silent where it has none', async () => {
    const voices = (lang: string) => `
      window.said = [];
      speechSynthesis.getVoices = () => [{ lang: '${lang}', name: 'test' }];
      speechSynthesis.speak = (utterance) => window.said.push([utterance.lang, utterance.text]);
      window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    `;
    const { page } = await openClaim({ prepare: voices('nl-NL') });
    await walkTo(page, 0);
    await press(page, claim.listen);
    const said = await page.evaluate('window.said');
    expect(said).toContainEqual(['nl-NL', claim.see.heading('Poetsmaat')]);
    expect(said).toContainEqual(['nl-NL', words.nl.record.gigsCompleted]);
    expect(said).toContainEqual(['nl-NL', '214']);
    expect(said).not.toContainEqual(['nl-NL', claim.meanings.gigsCompleted]);
    await press(page, claim.stopListening);
    await page.getByRole('link', { name: 'Français' }).click();
    await page.getByRole('heading', { name: words.fr.claim.see.heading('Poetsmaat') }).waitFor();
    expect(await page.getByRole('button', { name: words.fr.claim.listen }).count()).toBe(0);
    await page.context().close();
  });

  it.each(workerLanguages)('holds at 320 pixels and at twice the size of text, in %s', async (language) => {
    const { page, complaints } = await openClaim({ ...small, path: `/claim?lang=${language}#secret-token` });
    const text = words[language].claim;
    const enlarge = (size: string) =>
      page.evaluate((wanted) => document.documentElement.style.setProperty('font-size', wanted), size);
    const look = async () => {
      await page.evaluate(() => document.documentElement.removeAttribute('style'));
      expect(await findFaults(page)).toEqual([]);
      await page.setViewportSize({ width: 640, height: 568 });
      await enlarge('200%');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640);
      await page.evaluate(() => document.documentElement.removeAttribute('style'));
      await page.setViewportSize(small);
    };
    await page.getByRole('button', { name: text.start.button }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    await look();
    await press(page, text.start.button);
    await page.getByRole('heading', { name: text.see.heading('Poetsmaat') }).waitFor();
    const unread = page.getByText(words[language].common.notProofread);
    expect(await unread.count()).toBe(['fr', 'de'].includes(language) ? 1 : 0);
    await look();
    for (const heading of [text.choose.heading, text.reviews.heading, text.take.heading]) {
      await press(page, text.steps.next);
      await page.getByRole('heading', { name: heading }).waitFor();
      await look();
    }
    for (const door of [text.copies, text.mistake]) {
      await press(page, door.open);
      await page.getByRole('heading', { name: door.heading, level: 1 }).waitFor();
      await look();
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('says what to do with a link that was used, and with one that is not whole', async () => {
    const used = await openClaim({ api: () => ({ status: 410, json: { code: 'gone' } }) });
    await press(used.page, claim.start.button);
    await used.page.getByRole('heading', { name: claim.used }).waitFor();
    expect(await findFaults(used.page)).toEqual([]);
    await used.page.context().close();
    const broken = await openClaim({ path: '/claim' });
    await broken.page.getByRole('heading', { name: claim.noToken }).waitFor();
    expect(await findFaults(broken.page)).toEqual([]);
    await broken.page.context().close();
  });

  it('comes back after a reload while the session stands', async () => {
    const { page, calls } = await openClaim({ path: '/claim', api: () => ({ json: claimSession }) });
    await page.getByRole('heading', { name: 'Je werk via Poetsmaat' }).waitFor();
    expect(calls.map((call) => call.method)).toEqual(['GET']);
    await page.context().close();
  });

  it('is under 60 kB over the wire in each language, its font among it', async () => {
    const folder = join(import.meta.dirname, '../../dist/issuer/assets');
    const sizeOf = (file: string): number => {
      const bytes = readFileSync(join(folder, file));
      return file.endsWith('.woff2') ? bytes.length : brotliCompressSync(bytes).length;
    };
    for (const language of workerLanguages) {
      const { page } = await openClaim({ ...phone, path: `/claim?lang=${language}#secret-token` });
      const loaded = new Set<string>();
      page.on('request', (request) => loaded.add(request.url()));
      await page.reload({ waitUntil: 'networkidle' });
      await walkTo(page, 3, language);
      const files = readdirSync(folder).filter((file) => loaded.has(`${origin}/claim/assets/${file}`));
      const others = workerLanguages.filter((other) => other !== language);
      expect(files.filter((file) => others.some((other) => file.startsWith(`${other}-`)))).toEqual([]);
      const total = files.reduce((sum, file) => sum + sizeOf(file), 400);
      expect(files.length).toBeGreaterThan(3);
      expect(total).toBeLessThan(60_000);
      await page.context().close();
    }
  });
});
