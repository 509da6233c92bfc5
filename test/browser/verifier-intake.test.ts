/** Every other way in: dropped, pasted, behind a link; many at once; and what is no certificate says what it was. */
import PDFDocument from 'pdfkit';
import type { Browser, Page } from 'playwright-core';
import QRCode from 'qrcode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPages } from '../../cli/commands/build.ts';
import { words } from '../../contexts/index.ts';
import type { Seen } from '../../core/verify/index.ts';
import { findFaults, tabTo } from './inspect.ts';
import { launchBrowser } from './launch.ts';
import { createListedPlatform, fileOf } from './lists.ts';
import { type ApiCall, type ApiReply, openPage, origin } from './open-page.ts';

const { home, result, table } = words.nl.verifier;
const { files: bulk, tips, ways } = words.nl.checkPage;
let browser: Browser;
let platform: Awaited<ReturnType<typeof createListedPlatform>>;
beforeAll(async () => {
  await buildPages({ only: ['verifier'] });
  [browser, platform] = await Promise.all([launchBrowser(), createListedPlatform([9])]);
});
afterAll(() => browser?.close());

const open = (
  options: { path?: string; api?: (call: ApiCall) => ApiReply | undefined; width?: number } = {},
) => openPage(browser, { app: 'verifier', path: '/', api: platform.api, ...options });

const verdict = async (page: Page): Promise<string> => {
  await page.waitForSelector('[role=status] .status');
  return (await page.locator('[role=status] .status h2').textContent()) ?? '';
};
/** Nothing but lists, and how the service works, was asked for. */
const expectNothingSent = (calls: readonly ApiCall[]): void => {
  expect(calls.filter(({ path }) => !/^\/api\/v1\/(lists\/|service$)/.test(path))).toEqual([]);
  expect(calls.filter(({ method, body }) => method !== 'GET' || body !== '')).toEqual([]);
};
const genuine = 'Dit getuigschrift is echt';

type Given = { readonly name: string; readonly text: string };

/** As the browser does when somebody lets go of files over the page, or pastes them. */
const hand = (page: Page, how: 'drop' | 'paste', files: readonly Given[], text = '') =>
  page.evaluate(
    ([kind, given, plain]) => {
      const data = new DataTransfer();
      for (const { name, text: content } of given) data.items.add(new File([content], name));
      if (plain !== '') data.setData('text/plain', plain);
      const options = { bubbles: true, cancelable: true };
      if (kind === 'paste') {
        document.body.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData: data }));
        return;
      }
      for (const step of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(step, { ...options, dataTransfer: data }));
    },
    [how, files, text] as const,
  );

describe('a document that is not handed in through the form', () => {
  it('is taken where it is dropped, or pasted as a file or a text', async () => {
    const text = await platform.sdJwt();
    const ways: ((page: Page) => Promise<void>)[] = [
      (page) => hand(page, 'drop', [{ name: 'cv.txt', text }]),
      (page) => hand(page, 'drop', [], text),
      (page) => hand(page, 'paste', [{ name: 'cv.txt', text }]),
      (page) => hand(page, 'paste', [], text),
    ];
    const { page, complaints } = await open();
    for (const give of ways) {
      await page.getByRole('button', { name: home.check }).waitFor();
      await give(page);
      expect(await verdict(page)).toBe(genuine);
      await page.getByRole('button', { name: result.another }).click();
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('may be dropped on a result too, and a text pasted into the field stays in the field', async () => {
    const { page } = await open();
    await hand(page, 'drop', [{ name: 'one.txt', text: await platform.sdJwt(9) }]);
    expect(await verdict(page)).toBe('Dit getuigschrift is ingetrokken');
    await hand(page, 'drop', [{ name: 'two.txt', text: await platform.sdJwt() }]);
    await page.getByRole('heading', { name: genuine }).waitFor();
    await page.getByRole('button', { name: result.another }).click();
    await page.locator('textarea').focus();
    await page.evaluate(
      (text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', text);
        const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData });
        document.activeElement?.dispatchEvent(event);
      },
      await platform.sdJwt(),
    );
    await page.getByRole('heading', { name: home.title }).waitFor();
    await page.context().close();
  });

  it('shows where to let go while it is dragged', async () => {
    const { page } = await open();
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['x'], 'x.pdf'));
      document.body.dispatchEvent(new DragEvent('dragenter', { bubbles: true, dataTransfer }));
    });
    expect(await page.getByText(ways.dropHere).isVisible()).toBe(true);
    await page.context().close();
  });

  it.each([
    ['as it is', async () => `#${await platform.sdJwt()}`],
    ['percent-encoded', async () => `#credential=${encodeURIComponent(await platform.ldp())}`],
  ])('is read from the fragment of a link, %s, and leaves the address', async (_name, fragment) => {
    const { page, calls, complaints } = await open({ path: `/${await fragment()}` });
    expect(await verdict(page)).toBe(genuine);
    expect(page.url()).toBe(`${origin}/`);
    expectNothingSent(calls);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('says of a link that lost its end what to do', async () => {
    const { page } = await open({ path: '/#12345', width: 320 });
    await page.getByText(ways.noLink).waitFor();
    expect(await findFaults(page)).toEqual([]);
    await page.context().close();
  });

  it('holds several credentials as one: each with its own verdict', async () => {
    const { page } = await open();
    const both = JSON.stringify({ credentials: [await platform.sdJwt(), await platform.sdJwt(9)] });
    await page.locator('textarea').fill(both);
    await page.getByRole('button', { name: home.check }).click();
    await page.getByRole('heading', { name: result.headingMany(2) }).waitFor();
    expect(await verdict(page)).toBe(words.nl.checkPage.several.notAll(2));
    expect(await page.locator('[role=status] .status.bad p').innerText()).toBe('Echt: 1. Ingetrokken: 1.');
    const verdicts = await page.locator('.side-by-side .status h3').allInnerTexts();
    expect(verdicts).toEqual([genuine, 'Dit getuigschrift is ingetrokken']);
    await page.context().close();
  });
});

const pdfWith = async (
  fill: (document: InstanceType<typeof PDFDocument>) => void,
  options: PDFKit.PDFDocumentOptions = {},
): Promise<Uint8Array> => {
  const document = new PDFDocument(options);
  const chunks: Uint8Array[] = [];
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.on('end', resolve));
  fill(document);
  document.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
};
const codeOf = (text: string) => QRCode.toBuffer(text, { type: 'png', scale: 4 });
const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const whiteSquare = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
);

describe('what is no certificate', () => {
  const cases: [string, Seen, () => Promise<Uint8Array | string>][] = [
    ['an empty file', 'nothing', async () => ''],
    ['a photo in HEIC', 'heic', async () => bytesOf('\0\0\0\x18ftypheic\0\0\0\0mif1heic')],
    ['a document', 'office', async () => bytesOf('PK\x03\x04\x14\0\x06\0[Content_Types].xml')],
    ['a packed file', 'zip', async () => bytesOf('PK\x03\x04\x14\0\x06\0cv/one.pdf')],
    ['an e-mail', 'email', async () => 'From: samira@mail.example\r\nSubject: mijn CV\r\n\r\nHallo'],
    ['a picture without a code', 'picture_without', async () => whiteSquare],
    ['a code of something else', 'qr_other', () => codeOf('https://example.org/menu')],
    ['a question to a wallet', 'wallet_request', () => codeOf('openid4vp://?client_id=x&request_uri=y')],
    [
      'an offer',
      'wallet_offer',
      async () => 'openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fx',
    ],
    ['a locked PDF', 'pdf_locked', () => pdfWith((pdf) => pdf.text('CV'), { userPassword: 'geheim' })],
    ['a PDF of something else', 'pdf_without', () => pdfWith((pdf) => pdf.text('Beste Samira'))],
    ['a PDF that is cut off', 'pdf_broken', async () => '%PDF-1.7 broken'],
    ['JSON of something else', 'other_json', async () => '{"naam":"Samira"}'],
    ['an unsigned credential', 'unsigned', async () => '{"type":["VerifiableCredential"]}'],
  ];
  it('says what it was taken for and what to try, whatever it is', async () => {
    const { page, calls, complaints } = await open({ width: 320 });
    for (const [name, seen, make] of cases) {
      await page.locator('input[type=file]').setInputFiles(fileOf('cv', await make()));
      await page.getByRole('button', { name: home.check }).click();
      await page.getByText(`We zagen: ${words.nl.seen[seen]}.`).waitFor();
      const advice = page.getByText(tips[seen], { exact: true });
      expect(await advice.isVisible(), name).toBe(true);
      expect(await page.title()).toMatch(/^Niet te lezen/);
      await page.getByRole('button', { name: result.another }).click();
    }
    expectNothingSent(calls);
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 60_000);

  it('says of a file of 50 MB that it is too large, without reading it', async () => {
    const { page } = await open();
    const big = { name: 'film.mov', text: 'x'.repeat(11_000_000) };
    await hand(page, 'drop', [big]);
    await page.getByText(words.nl.ui.problems.too_large).waitFor();
    expect(await findFaults(page)).toEqual([]);
    await page.context().close();
  });
});

describe('many files', () => {
  it('are checked side by side, with a bar, and can be stopped', async () => {
    const one = await platform.sdJwt();
    const files = Array.from({ length: 400 }, (_, index) => ({ name: `cv-${index}.txt`, text: one }));
    const { page, complaints } = await open({
      // Slow enough that there is something to stop.
      api: (call) => platform.api(call),
    });
    await hand(page, 'drop', files);
    await page.getByRole('progressbar').waitFor();
    expect(await page.getByRole('progressbar').getAttribute('max')).toBe('400');
    expect(await findFaults(page)).toEqual([]);
    await tabTo(page, 'button:not(.link)');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role=status] .status');
    expect(await page.getByRole('progressbar').count()).toBe(0);
    const done = await page.locator('tbody button.link').count();
    const said = await page.locator('[role=status]').innerText();
    expect(said).toContain(done < 400 ? bulk.stopped(done, 400) : table.done(400, 400));
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('are taken up to two thousand, and the page says how many were left out', async () => {
    const { page } = await open();
    await hand(
      page,
      'drop',
      Array.from({ length: 2_005 }, (_, index) => ({ name: `${index}.txt`, text: 'x' })),
    );
    await page.getByText(bulk.leftOut(5, 2_000)).waitFor();
    await page.getByRole('button', { name: bulk.stop }).click();
    await page.waitForSelector('[role=status] .status');
    await page.context().close();
  });

  it('are not taken while a question to a wallet waits, nor does the page give way to them', async () => {
    const waiting = {
      id: 'abc',
      state: 'waiting',
      purpose: 'employer',
      requestUri: 'openid4vp://?client_id=x',
    };
    const { page } = await open({ path: '/requests/abc', api: () => ({ events: [waiting] }) });
    await page.waitForSelector('svg.qr');
    const isHeld = await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['x'], 'x.pdf'));
      const event = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer });
      document.body.dispatchEvent(event);
      return event.defaultPrevented;
    });
    expect(isHeld).toBe(true);
    expect(await page.locator('svg.qr').count()).toBe(1);
    await page.context().close();
  });

  it('are seen to their end, each with its row in its place', async () => {
    const whole = await platform.sdJwt();
    const gone = await platform.sdJwt(9);
    const files = Array.from({ length: 60 }, (_, index) => ({
      name: `cv-${index}.txt`,
      text: index % 3 === 0 ? gone : whole,
    }));
    const { page, calls } = await open({ width: 320 });
    await hand(page, 'drop', files);
    await page.getByText(table.done(40, 60)).waitFor();
    const rows = await page.locator('tbody tr').allInnerTexts();
    expect(rows).toHaveLength(60);
    for (const [index, row] of rows.entries()) {
      expect(row).toContain(`cv-${index}.txt`);
      expect(row).toContain(words.nl.outcomes[index % 3 === 0 ? 'revoked' : 'valid'].label);
    }
    const counts = await page.locator('.rows').innerText();
    expect(counts.replace(/\s+/g, ' ')).toBe('Echt 40 Ingetrokken 20');
    expect(new Set(calls.map(({ path, search }) => `${path}${search}`)).size).toBe(calls.length);
    expect(await findFaults(page)).toEqual([]);
    await page.context().close();
  });
});
