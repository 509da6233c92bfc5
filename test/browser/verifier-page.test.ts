import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPages } from '../../cli/commands/build.ts';
import { words } from '../../contexts/index.ts';
import { outcomes, type Report } from '../../core/verify/report.ts';
import { findFaults, tabTo } from './inspect.ts';
import { launchBrowser } from './launch.ts';
import { type ApiReply, openPage, origin } from './open-page.ts';
import { credentialWith, reportOf, samira, samiraElsewhere } from './reports.ts';

let browser: Browser;
beforeAll(async () => {
  await buildPages({ only: ['verifier'] });
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const phone = { width: 320, height: 568 };

async function openResult(
  report: Report,
  options: { locale?: string; width?: number; height?: number } = {},
) {
  const opened = await openPage(browser, {
    app: 'verifier',
    path: '/requests/abc',
    api: () => ({ json: { id: 'abc', state: 'received', report } }),
    ...options,
  });
  await opened.page.waitForSelector('[role=status] .status');
  return opened;
}

describe('the result of a check', () => {
  it.each(outcomes)(
    '%s: verdict in sight on a small phone, in the title, spoken, and without faults',
    async (outcome) => {
      const { page, complaints } = await openResult(reportOf(credentialWith(outcome)), phone);
      const box = await page.locator('[role=status] .status').boundingBox();
      expect((box?.y ?? 999) + (box?.height ?? 999)).toBeLessThanOrEqual(568);
      const verdict = (await page.locator('[role=status] .status > :not(svg)').allTextContents())
        .join(' ')
        .split(/\s+/);
      expect(verdict.length).toBeLessThanOrEqual(25);
      expect(await page.title()).toMatch(new RegExp(`^${words.nl.outcomes[outcome].label}`));
      expect(await findFaults(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  it.each(['malformed', 'unknown_issuer', 'changed'] as const)(
    '%s: shows nothing of the content',
    async (outcome) => {
      const { page } = await openResult(reportOf(credentialWith(outcome)));
      const text = await page.locator('body').textContent();
      expect(text).not.toContain('Samira');
      expect(text).not.toContain('214');
      await page.context().close();
    },
  );

  it.each(['revoked', 'suspended', 'not_bound'] as const)('%s: keeps the content folded', async (outcome) => {
    const { page } = await openResult(reportOf(credentialWith(outcome)));
    expect(await page.getByText('Samira de Vries').isVisible()).toBe(false);
    await page.getByText(words.nl.verifier.result.folded).click();
    expect(await page.getByText('Samira de Vries').isVisible()).toBe(true);
    await page.context().close();
  });

  it('says for whom a copy was made, also when its content is folded away', async () => {
    const copy = { madeFor: 'named', name: 'Bakkerij <b>Jansen</b>' } as const;
    for (const outcome of ['valid', 'revoked'] as const) {
      const { page } = await openResult(reportOf({ ...credentialWith(outcome), copy }));
      expect(await page.getByText('Gemaakt voor Bakkerij <b>Jansen</b>').isVisible()).toBe(true);
      await page.context().close();
    }
    const { page } = await openResult(
      reportOf({ ...credentialWith('valid'), copy: { madeFor: 'name_kept_back' } }),
    );
    expect(await page.getByText(words.nl.copies.nameKeptBack).isVisible()).toBe(true);
    await page.context().close();
  });

  it('says what was in an expired one, and leads with how far its figures go', async () => {
    const { page } = await openResult(reportOf(credentialWith('expired')));
    const headings = await page.locator('h2').allInnerTexts();
    expect(headings).toEqual([
      'Dit getuigschrift is echt, en verlopen',
      'Wie heeft dit uitgegeven?',
      'Is dit de persoon?',
      'Werkervaring, cijfers tot en met 10 november 2026',
      'Wat dit niet bewijst',
      'Wat u nu kunt doen',
      'Rapport voor uw dossier',
    ]);
    const text = await page.locator('main').textContent();
    expect(text).toContain('98,6%');
    expect(text).toContain('bij 214 van de 217 afgesproken klussen');
    expect(text).toContain('4,7 op een schaal van 1 tot en met 5, bij 163 klussen');
    expect(text).toContain('Bijna alle scores op platforms zijn hoog.');
    await page.context().close();
  });

  it('names the platform as the list of issuers does, whatever the credential calls itself', async () => {
    const impostor = {
      ...credentialWith('valid', samira),
      record: { ...samira, platform: 'Belastingdienst' },
    };
    const { page } = await openResult(reportOf(impostor));
    expect(await page.locator('main').textContent()).not.toContain('Belastingdienst');
    await page.context().close();
  });

  it('puts two platforms side by side, names the time they share and adds nothing up', async () => {
    const report = reportOf(credentialWith('expired'), credentialWith('valid', samiraElsewhere));
    const { page, complaints } = await openResult(report, { width: 1100 });
    const columns = await page.locator('.side-by-side > section').all();
    const boxes = await Promise.all(columns.map((column) => column.boundingBox()));
    expect(boxes.map((box) => box?.y)).toEqual([boxes[0]?.y, boxes[0]?.y]);
    const text = await page.locator('main').textContent();
    expect(text).toContain('14 januari 2025 tot en met 2 april 2026');
    expect(text).not.toContain('1.104');
    expect(text).toContain('<b>Graag</b> weer!');
    expect(text).toContain('2 van 41 recensies, door de werker gekozen');
    for (const summary of await page.locator('summary').all()) await summary.click();
    expect(await findFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('speaks English to who asks for it, in all of the page', async () => {
    const { page } = await openResult(reportOf(credentialWith('valid', samiraElsewhere)));
    await page.getByRole('link', { name: 'English' }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.title()).toBe('Genuine – Check of a certificate');
    expect(await page.locator('[role=status] .status').textContent()).toContain(
      'This certificate is genuine',
    );
    expect(await page.locator('[lang=nl] p').count()).toBe(2);
    expect(await findFaults(page)).toEqual([]);
    await page.context().close();
  });

  it('can be read at twice the size of text', async () => {
    const { page } = await openResult(reportOf(credentialWith('valid')), { width: 640 });
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(640);
    await page.context().close();
  });

  it('unfolds the checks on paper and leaves the buttons out', async () => {
    const { page } = await openResult(reportOf(credentialWith('valid')));
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText(words.nl.verifier.result.questions.signature).isVisible()).toBe(true);
    expect(await page.locator('.actions').first().isVisible()).toBe(false);
    await page.context().close();
  });
});

describe('asking a wallet', () => {
  const waiting = {
    id: 'abc',
    state: 'waiting',
    purpose: 'platform',
    expiresAt: '2026-11-21T14:00:00Z',
    requestUri:
      'openid4vp://?client_id=x509_hash%3Aabc&request_uri=https%3A%2F%2Fkluscv.test%2Frequest%2Fabc',
  };

  it('shows a QR code and its link, and the result once the wallet has answered', async () => {
    const answers: ApiReply[] = [
      { json: waiting },
      { events: [waiting] },
      { events: [waiting, { ...waiting, state: 'received', report: reportOf(credentialWith('valid')) }] },
    ];
    const { page, calls, complaints } = await openPage(browser, {
      app: 'verifier',
      path: '/',
      api: ({ method }) =>
        method === 'POST' ? { status: 201, json: waiting } : (answers.shift() ?? { json: waiting }),
      ...phone,
    });
    await tabTo(page, 'input[type=radio]');
    await page.keyboard.press('ArrowDown');
    await tabTo(page, 'button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('svg.qr');
    expect(page.url()).toBe(`${origin}/requests/abc`);
    expect(await page.getByLabel(words.nl.verifier.request.link).inputValue()).toBe(waiting.requestUri);
    expect(JSON.parse(calls[0]?.body ?? '')).toEqual({ purpose: 'platform', flow: 'cross-device' });
    await page.waitForSelector('[role=status] .status.good');
    expect(await page.locator('svg.qr').count()).toBe(0);
    expect(await findFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it.each([
    ['refused', 'access_denied', words.nl.verifier.request.refused],
    ['refused', 'server_error', words.nl.verifier.request.failed],
    ['refused', 'claims_missing', words.nl.verifier.request.tooLittle],
    ['expired', undefined, words.nl.verifier.request.expired],
  ])('says so when it was %s (%s), and offers to ask again', async (state, reason, heading) => {
    const { page } = await openPage(browser, {
      app: 'verifier',
      path: '/requests/abc',
      api: () => ({ json: { ...waiting, state, ...(reason && { reason }) } }),
    });
    await page.getByRole('heading', { name: heading }).waitFor();
    expect(await findFaults(page)).toEqual([]);
    await page.getByRole('button', { name: words.nl.verifier.request.again }).click();
    await page.getByRole('heading', { name: words.nl.verifier.home.title }).waitFor();
    await page.context().close();
  });

  it('shows neither question nor answer to another browser', async () => {
    const { page } = await openPage(browser, {
      app: 'verifier',
      path: '/requests/abc',
      api: () => ({ status: 401, json: { code: 'unauthorized' } }),
    });
    await page.getByText(words.nl.ui.problems.forbidden).waitFor();
    expect(await page.locator('svg.qr').count()).toBe(0);
    await page.context().close();
  });

  it('counts down, and says what to do when nothing comes', async () => {
    const expiresAt = new Date(Date.now() + 125_000).toISOString();
    const { page } = await openPage(browser, {
      app: 'verifier',
      path: '/requests/abc',
      api: () => ({ json: { ...waiting, expiresAt } }),
      ...phone,
    });
    const timer = page.getByRole('timer');
    await timer.waitFor();
    const before = await timer.textContent();
    await page.waitForTimeout(1_200);
    expect(await timer.textContent()).not.toBe(before);
    expect(before).toMatch(/^Nog 2 min\. en \d+ sec\.$/);
    await page.getByText(words.nl.verifier.request.nothing).click();
    const [, tip = ''] = words.nl.verifier.request.nothingTips;
    expect(await page.getByText(tip).isVisible()).toBe(true);
    expect(await findFaults(page)).toEqual([]);
    await page.context().close();
  });

  it('gives a link in place of a code when the wallet is on this device', async () => {
    const here = { ...waiting, flow: 'same-device' };
    const { page, calls } = await openPage(browser, {
      app: 'verifier',
      path: '/',
      api: ({ method }) => (method === 'POST' ? { status: 201, json: here } : { json: here }),
      ...phone,
    });
    await page.getByRole('button', { name: words.nl.verifier.home.makeHere }).click();
    await page.getByRole('heading', { name: words.nl.verifier.request.headingHere }).waitFor();
    expect(JSON.parse(calls[0]?.body ?? '')).toEqual({ purpose: 'employer', flow: 'same-device' });
    const link = page.getByRole('link', { name: words.nl.verifier.request.open });
    expect(await link.getAttribute('href')).toBe(waiting.requestUri);
    expect(await page.locator('svg.qr').count()).toBe(0);
    expect(await findFaults(page)).toEqual([]);
    await page.context().close();
  });

  it('brings the code of the wallet once, and leaves it nowhere', async () => {
    const code = 'c'.repeat(43);
    const received = {
      ...waiting,
      flow: 'same-device',
      state: 'received',
      report: reportOf(credentialWith('valid')),
    };
    const { page, calls, complaints } = await openPage(browser, {
      app: 'verifier',
      path: `/requests/abc#response_code=${code}`,
      api: () => ({ json: received }),
    });
    await page.waitForSelector('[role=status] .status.good');
    const asked = calls.map(({ method, path }) => `${method} ${path}`);
    expect(asked.filter((call) => call !== 'GET /api/v1/service')).toEqual([
      'POST /api/v1/requests/abc/response-code',
      'GET /api/v1/requests/abc',
    ]);
    expect(JSON.parse(calls[0]?.body ?? '')).toEqual({ responseCode: code });
    expect(page.url()).toBe(`${origin}/requests/abc`);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  describe('through the browser', () => {
    const requests = [{ protocol: 'openid4vp-v1-unsigned', data: { nonce: 'n' } }];
    const browserThat = (answer: string) => `
      globalThis.DigitalCredential = class {};
      navigator.credentials.get = async (options) => {
        globalThis.asked = options;
        ${answer}
      };`;
    const apiOf = (received: object) => (call: { path: string }) =>
      call.path.endsWith('/digital-credential-requests')
        ? { status: 201, json: { id: 'abc', requests, pageUrl: '', expiresAt: waiting.expiresAt } }
        : { json: received };
    const button = { name: words.nl.verifier.home.throughBrowser };

    it('is offered only where the browser can, and shows the result', async () => {
      const received = { ...waiting, state: 'received', report: reportOf(credentialWith('valid')) };
      const without = await openPage(browser, { app: 'verifier', path: '/', api: apiOf(received) });
      await without.page.getByRole('button', { name: words.nl.verifier.home.makeHere }).waitFor();
      // This Chromium may have the API of its own.
      const has = await without.page.evaluate(() => 'DigitalCredential' in globalThis);
      expect(await without.page.getByRole('button', button).count()).toBe(has ? 1 : 0);
      await without.page.context().close();

      const given = { protocol: 'openid4vp-v1-unsigned', data: { response: 'jwe' } };
      const { page, calls } = await openPage(browser, {
        app: 'verifier',
        path: '/',
        api: apiOf(received),
        prepare: browserThat(`return ${JSON.stringify(given)};`),
      });
      await page.getByRole('button', button).click();
      await page.waitForSelector('[role=status] .status.good');
      expect(await page.evaluate('globalThis.asked.digital.requests')).toEqual(requests);
      expect(calls[1]?.path).toBe('/api/v1/requests/abc/digital-credential');
      expect(JSON.parse(calls[1]?.body ?? '')).toEqual(given);
      await page.context().close();
    });

    it('leads back to the QR code when no wallet answers', async () => {
      const { page, calls } = await openPage(browser, {
        app: 'verifier',
        path: '/',
        api: apiOf(waiting),
        prepare: browserThat("throw new DOMException('no', 'NotAllowedError');"),
      });
      await page.getByRole('button', button).click();
      await page.getByText(words.nl.verifier.home.noBrowserWallet).waitFor();
      expect(calls).toHaveLength(1);
      expect(await findFaults(page)).toEqual([]);
      await page.context().close();
    });
  });

  it('adds what a lender and a benefits office must know', async () => {
    const received = {
      ...waiting,
      state: 'received',
      purpose: 'lender',
      report: reportOf(credentialWith('valid')),
    };
    const { page } = await openPage(browser, {
      app: 'verifier',
      path: '/requests/abc',
      api: () => ({ json: received }),
    });
    await page.getByText('perspectiefverklaring').waitFor();
    await page.context().close();
  });
});
