/** What stands on the result beside the verdict: who issued it and which list vouches, down to the signed bytes, and on paper. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPages } from '../../cli/commands/build.ts';
import { type Language, words } from '../../contexts/index.ts';
import { type CredentialReport, outcomes, type Report } from '../../core/verify/report.ts';
import { findFaults } from './inspect.ts';
import { launchBrowser } from './launch.ts';
import { createListedPlatform, fileOf } from './lists.ts';
import { openPage, origin } from './open-page.ts';
import { credentialWith, reportOf, samira } from './reports.ts';

const { checkPage, verifier } = words.nl;
let browser: Browser;
let platform: Awaited<ReturnType<typeof createListedPlatform>>;
beforeAll(async () => {
  await buildPages({ only: ['verifier'] });
  [browser, platform] = await Promise.all([launchBrowser(), createListedPlatform([9])]);
});
afterAll(() => browser?.close());

async function openResult(
  report: Report,
  options: { language?: Language; width?: number; height?: number } = {},
): Promise<Page> {
  const { language = 'nl', ...size } = options;
  const { page } = await openPage(browser, {
    app: 'verifier',
    path: '/requests/abc',
    api: () => ({ json: { id: 'abc', state: 'received', report } }),
    locale: language === 'nl' ? 'nl-NL' : 'en-GB',
    ...size,
  });
  await page.waitForSelector('[role=status] .status');
  return page;
}

const withIssuer = (issuer: Partial<CredentialReport['issuer']>): Report => {
  const credential = credentialWith('valid');
  return reportOf({ ...credential, issuer: { ...credential.issuer, ...issuer } });
};

const rowsOf = async (page: Page): Promise<Record<string, string>> =>
  Object.fromEntries(
    await page
      .locator('section:has(> h2) dl.rows > div')
      .evaluateAll((rows) =>
        rows.map((row) => [
          row.querySelector('dt')?.textContent ?? '',
          row.querySelector('dd')?.textContent ?? '',
        ]),
      ),
  );

describe('who issued it', () => {
  it('is named with number, list, version and day', async () => {
    const page = await openResult(withIssuer({}));
    expect(await rowsOf(page)).toMatchObject({
      Uitgever: 'Poetsmaat',
      'KvK-nummer': '12345678',
      'Staat op': 'de lijst van uitgevers van KlusCV, versie 3 van 20 november 2026',
      'Ondertekend op': '14 november 2026',
    });
    expect(await page.getByText(checkPage.issuer.stopped, { exact: true }).count()).toBe(0);
    await page.context().close();
  });

  it('is said to have stopped, in a row of its own', async () => {
    const page = await openResult(withIssuer({ stoppedOn: '2026-06-30' }), { width: 320 });
    expect((await rowsOf(page))['Gestopt op']).toMatch(/^30 juni 2026\. .*blijft echt/);
    expect(await findFaults(page)).toEqual([]);
    await page.context().close();
  });

  it('is said to stand on a list of the verifier’s own, and then has no mark of the scheme’s', async () => {
    const vouched = {
      vouchedBy: 'Hypotheekbank',
      vouchedByList: { version: 4, issued: '2026-10-01T00:00:00Z' },
    };
    const page = await openResult(withIssuer(vouched));
    expect((await rowsOf(page))['Staat op']).toBe(
      'de lijst van Hypotheekbank, versie 4 van 1 oktober 2026. Die lijst is van deze controleur zelf, niet van KlusCV.',
    );
    expect(await page.locator('.badge').count()).toBe(0);
    await page.context().close();
  });
});

describe('the verdict', () => {
  const cases = (['nl', 'en'] as const).flatMap((language) =>
    outcomes.map((outcome) => [language, outcome] as const),
  );
  it.each(cases)('%s, %s: at most 25 words, and in sight on a small phone', async (language, outcome) => {
    const name = 'Stichting Samenwerkende Thuiszorg en Huishoudelijke Diensten Noord-Oost Nederland';
    const page = await openResult(reportOf(credentialWith(outcome, { ...samira, platform: name })), {
      language,
      width: 320,
      height: 568,
    });
    const status = page.locator('[role=status] .status');
    const box = await status.boundingBox();
    expect((box?.y ?? 999) + (box?.height ?? 999)).toBeLessThanOrEqual(568);
    const said = (await status.locator(':scope > :not(svg)').allTextContents()).join(' ').trim().split(/\s+/);
    expect(said.length).toBeLessThanOrEqual(25);
    await page.context().close();
  });
});

describe('the verdict over several', () => {
  it.each(['nl', 'en'] as const)(
    '%s: at most 25 words, in sight, and says how many of what',
    async (language) => {
      const worst = credentialWith('unknown_issuer');
      const others = (['not_bound', 'revoked', 'expired', 'undetermined', 'valid', 'valid'] as const).map(
        (outcome) => credentialWith(outcome),
      );
      const page = await openResult(reportOf(worst, ...others), { language, width: 320, height: 568 });
      const status = page.locator('[role=status] .status');
      const box = await status.boundingBox();
      expect((box?.y ?? 999) + (box?.height ?? 999)).toBeLessThanOrEqual(568);
      const said = (await status.locator(':scope > :not(svg)').allTextContents()).join(' ');
      expect(said.trim().split(/\s+/).length).toBeLessThanOrEqual(25);
      expect(said).toContain(`${words[language].outcomes.unknown_issuer.label}: 1.`);
      expect(await findFaults(page)).toEqual([]);
      await page.context().close();
    },
  );

  it('is a good one only when all are', async () => {
    const page = await openResult(reportOf(credentialWith('valid'), credentialWith('valid')));
    expect(await page.locator('[role=status] .status.good h2').innerText()).toBe(
      checkPage.several.allGenuine(2),
    );
    await page.context().close();
  });
});

describe('the technical details', () => {
  const openChecked = async (text: string) => {
    const { page } = await openPage(browser, { app: 'verifier', path: '/', api: platform.api });
    await page.locator('textarea').fill(text);
    await page.getByRole('button', { name: verifier.home.check }).click();
    await page.waitForSelector('[role=status] .status');
    await page.getByText(words.nl.common.technicalDetails).click();
    await page.locator('code').waitFor();
    return page;
  };

  it('go down to the signed bytes, each part folded', async () => {
    const text = await platform.sdJwt();
    const page = await openChecked(text);
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
    expect(await page.locator('code').innerText()).toBe(Buffer.from(digest).toString('hex'));
    for (const part of ['header', 'payload', 'disclosures', 'raw'] as const)
      await page.getByText(checkPage.signed[part], { exact: true }).click();
    const shown = await page.locator('.bytes pre').allInnerTexts();
    expect(shown).toHaveLength(4);
    expect(JSON.parse(shown[0] ?? '')).toMatchObject({ typ: 'dc+sd-jwt' });
    expect(shown[2]).toContain('"name"');
    expect(shown[3]).toBe(text);
    expect(await findFaults(page)).toEqual([]);
    await page.context().close();
  });

  it('can be read at twice the size of text, as can a table of files', async () => {
    const { page } = await openPage(browser, { app: 'verifier', path: '/', api: platform.api, width: 640 });
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    const files = await Promise.all(
      [7, 9].map(async (index) =>
        fileOf(`getuigschrift-van-samira-${index}.txt`, await platform.sdJwt(index)),
      ),
    );
    await page.locator('input[type=file]').setInputFiles(files);
    await page.getByRole('button', { name: verifier.home.check }).click();
    await page.getByText(verifier.table.done(1, 2)).waitFor();
    expect(await width()).toBeLessThanOrEqual(640);
    await page.locator('tbody button').first().click();
    await page.getByText(words.nl.common.technicalDetails).click();
    await page.locator('code').waitFor();
    for (const part of ['payload', 'raw'] as const)
      await page.getByText(checkPage.signed[part], { exact: true }).click();
    expect(await width()).toBeLessThanOrEqual(640);
    await page.context().close();
  });

  it('of what was changed show the fingerprint alone', async () => {
    const text = (await platform.sdJwt()).replace(/~([\w-]{10})/, '~AAAAAAAAAA');
    const page = await openChecked(text);
    expect(await page.locator('.bytes pre').count()).toBe(0);
    expect(await page.getByText(checkPage.signed.hidden).isVisible()).toBe(true);
    await page.context().close();
  });

  it('say of a wallet’s answer that the bytes are not here', async () => {
    const page = await openResult(reportOf(credentialWith('valid')));
    await page.getByText(words.nl.common.technicalDetails).click();
    expect(await page.getByText(checkPage.signed.elsewhere).isVisible()).toBe(true);
    await page.context().close();
  });
});

describe('on paper', () => {
  it('stand address, moment and checks, and nothing that can only be pressed', async () => {
    const page = await openResult(reportOf(credentialWith('valid')));
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.print-only').innerText()).toContain(origin);
    expect(await page.locator('.print-only').innerText()).toContain('21 november 2026');
    expect(await page.getByText(verifier.result.questions.status).isVisible()).toBe(true);
    for (const pressed of await page.locator('button, input, select, .languages a').all())
      expect(await pressed.isVisible()).toBe(false);
    await page.context().close();
  });

  it('is unfolded by browsers whose stylesheets cannot, and folded again', async () => {
    const page = await openResult(reportOf(credentialWith('revoked')));
    const open = () => page.locator('details[open]').count();
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    expect(await open()).toBe(2);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    expect(await open()).toBe(0);
    await page.context().close();
  });

  it('a withdrawn one keeps its content folded, unless its reader opened it', async () => {
    const page = await openResult(reportOf(credentialWith('revoked')));
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('Samira de Vries').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await page.getByText(verifier.result.folded).click();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('Samira de Vries').isVisible()).toBe(true);
    await page.context().close();
  });

  it('is a PDF of a few pages', async () => {
    const page = await openResult(reportOf(credentialWith('expired')));
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThan(0);
    expect(pages).toBeLessThanOrEqual(4);
    await page.context().close();
  });
});

describe('one that is too heavy to be looked at', () => {
  const said = words.nl.undetermined.tooHeavy;
  const facts = { issuer: 'Poetsmaat', date: '', seen: '' };
  const code = 'signature_too_heavy';
  const heavy: CredentialReport = {
    ...credentialWith('undetermined'),
    message: { nl: `${said.title(facts)} ${said.text(facts)}`, en: '' },
    record: null,
    checks: [
      {
        check: 'signature',
        outcome: 'undetermined',
        code,
        message: { nl: words.nl.checks.codes[code], en: words.en.checks.codes[code] },
      },
    ],
  };

  it('is told as not checked, with what to do, and never as changed or to be tried later', async () => {
    const page = await openResult(reportOf(heavy), { width: 320, height: 568 });
    const text = (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
    expect(text).toContain('We kunnen dit getuigschrift niet controleren');
    expect(text).toContain(verifier.result.nowTooHeavy);
    expect(text).not.toContain('later opnieuw');
    expect(text).not.toContain(words.nl.outcomes.changed.label);
    await page.getByText(words.nl.checks.heading).click();
    expect(await page.getByText(words.nl.checks.codes[code]).isVisible()).toBe(true);
    expect(await findFaults(page)).toEqual([]);
    await page.context().close();
  });
});
