/** Checks in the reader's own browser: from every kind of document to a result, and nothing of it to the service. */
import { readFile } from 'node:fs/promises';
import PDFDocument from 'pdfkit';
import type { Browser, Page } from 'playwright-core';
import QRCode from 'qrcode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPages } from '../../cli/commands/build.ts';
import { words } from '../../contexts/index.ts';
import { findFaults, tabTo } from './inspect.ts';
import { launchBrowser } from './launch.ts';
import { createListedPlatform, fileOf } from './lists.ts';
import { type ApiCall, type ApiReply, openPage, origin } from './open-page.ts';

const { home, table } = words.nl.verifier;
let browser: Browser;
let platform: Awaited<ReturnType<typeof createListedPlatform>>;
beforeAll(async () => {
  await buildPages({ only: ['verifier'] });
  [browser, platform] = await Promise.all([launchBrowser(), createListedPlatform([9])]);
});
afterAll(() => browser?.close());

const open = (
  options: {
    path?: string;
    api?: (call: ApiCall) => ApiReply | undefined;
    width?: number;
    prepare?: string;
  } = {},
) => openPage(browser, { app: 'verifier', path: '/', api: platform.api, ...options });

const verdict = async (page: Page): Promise<string> => {
  await page.waitForSelector('[role=status] .status');
  return (await page.locator('[role=status] .status h2').textContent()) ?? '';
};
const genuine = 'Dit getuigschrift is echt';

/** Nothing but lists, and how the service works, was asked for, and nothing was sent. */
const expectOnlyLists = (calls: readonly ApiCall[]): void => {
  expect(calls.filter(({ path }) => !/^\/api\/v1\/(lists\/|service$)/.test(path))).toEqual([]);
  expect(calls.filter(({ method, body }) => method !== 'GET' || body !== '')).toEqual([]);
};

const handIn = async (page: Page, files: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]) => {
  await page.locator('input[type=file]').setInputFiles(files);
  await page.getByRole('button', { name: home.check }).click();
};

const pdfWith = async (fill: (document: InstanceType<typeof PDFDocument>) => void): Promise<Uint8Array> => {
  const document = new PDFDocument();
  const chunks: Uint8Array[] = [];
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.on('end', resolve));
  fill(document);
  document.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
};

/** Well formed, and nothing of ours. */
const degree = {
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/examples/v2'],
  type: ['VerifiableCredential', 'ExampleDegreeCredential'],
  issuer: 'did:web:university.example',
  credentialSubject: { degree: 'Bachelor' },
  proof: {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    verificationMethod: 'did:web:university.example#key-1',
    proofPurpose: 'assertionMethod',
    created: '2026-01-01T00:00:00Z',
    proofValue: 'z58DAdFfa9SkqZMVPxAQpic7ndSayn1PzZs6ZjWp1CktyGesjuTSwRdoWhAfGFCF5bppETSTojQCrfFPP2oumHKtz',
  },
};

const pictureOf = (text: string) => QRCode.toBuffer(text, { type: 'png', scale: 4 });

describe('a document in the reader’s own browser', () => {
  it('is judged from the link of a paper, which leaves the address', async () => {
    const { hash } = new URL(await platform.link());
    const { page, calls, complaints } = await open({ path: `/${hash}` });
    expect(await verdict(page)).toBe(genuine);
    expect(page.url()).toBe(`${origin}/`);
    expectOnlyLists(calls);
    expect(JSON.stringify(calls)).not.toContain(hash.slice(1, 60));
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('is judged from a pasted text with the keyboard alone, and the focus moves to the result', async () => {
    const { page, calls, complaints } = await open();
    await tabTo(page, 'textarea');
    await page.keyboard.insertText(await platform.sdJwt());
    await tabTo(page, 'button');
    await page.keyboard.press('Enter');
    expect(await verdict(page)).toBe(genuine);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    expectOnlyLists(calls);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it.each([
    ['a W3C credential as JSON', async () => fileOf('cv.json', await platform.ldp())],
    [
      'a PDF with it attached',
      async () => {
        const attached = Buffer.from(await platform.sdJwt());
        return fileOf('cv.pdf', await pdfWith((pdf) => pdf.text('CV').file(attached, { name: 'cv.txt' })));
      },
    ],
    [
      'a PDF that lost its attachment and has the QR code on its page',
      async () => {
        const picture = await pictureOf(await platform.link());
        return fileOf('cv.pdf', await pdfWith((pdf) => pdf.image(picture, 100, 100, { width: 200 })));
      },
    ],
    ['a picture of the QR code', async () => fileOf('photo.png', await pictureOf(await platform.link()))],
  ])('is judged from %s', async (_name, make) => {
    const { page, calls, complaints } = await open();
    await handIn(page, await make());
    expect(await verdict(page)).toBe(genuine);
    expectOnlyLists(calls);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('is not called genuine when it was withdrawn, changed, or its list cannot be had', async () => {
    const whole = await platform.sdJwt();
    const cases: [string, (call: ApiCall) => ApiReply | undefined, string][] = [
      [await platform.sdJwt(9), platform.api, 'revoked'],
      [whole.replace(/~([\w-]{10})/, '~AAAAAAAAAA'), platform.api, 'changed'],
      [
        whole,
        (call) => (call.path.endsWith('/status-lists') ? { status: 502, json: {} } : platform.api(call)),
        'undetermined',
      ],
    ];
    for (const [text, api, outcome] of cases) {
      const { page } = await open({ api });
      await page.locator('textarea').fill(text);
      await page.getByRole('button', { name: home.check }).click();
      await verdict(page);
      const [label] = (await page.title()).split(' – ');
      expect(label).toBe(words.nl.outcomes[outcome as 'revoked'].label);
      await page.context().close();
    }
  });

  it('says what it saw when it is no KlusCV, and what is missing when there is nothing to check or nobody to ask', async () => {
    let isThere = false;
    const { page, complaints } = await open({
      api: (call) => (isThere ? platform.api(call) : undefined),
      width: 320,
    });
    expect(await findFaults(page)).toEqual([]);
    await page.getByRole('button', { name: home.check }).click();
    await page.getByRole('alert').getByText(home.nothing).waitFor();
    await handIn(page, fileOf('kluscv.pdf', '%PDF-1.7 broken'));
    await page.getByText(words.nl.ui.problems.unreachable).waitFor();
    expect(await findFaults(page)).toEqual([]);
    isThere = true;
    await page.getByRole('button', { name: home.check }).click();
    await page.waitForSelector('[role=status] .status h2:not(:empty)');
    await page.getByText(words.nl.seen.pdf_broken).first().waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('the camera', () => {
  /** A camera that sees a picture, drawn again and again as a camera would. */
  const cameraThatSees = (picture: string) => `
    navigator.mediaDevices.getUserMedia = async () => {
      const image = new Image();
      image.src = 'data:image/png;base64,${picture}';
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = 900;
      canvas.height = 900;
      const context = canvas.getContext('2d');
      const draw = () => context.drawImage(image, 0, 0, 900, 900);
      draw();
      setInterval(draw, 50);
      const stream = canvas.captureStream();
      globalThis.tracks = stream.getTracks();
      return stream;
    };`;

  it('reads the code of a paper, stops, and nothing that it saw is sent', async () => {
    const picture = await pictureOf(await platform.link());
    const { page, calls, complaints } = await open({ prepare: cameraThatSees(picture.toString('base64')) });
    await page.getByRole('button', { name: home.camera }).click();
    expect(await verdict(page)).toBe(genuine);
    expect(await page.evaluate('globalThis.tracks.map(({ readyState }) => readyState)')).toEqual(['ended']);
    expectOnlyLists(calls);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('waits a moment for the code of the paper when it sees another one, and then says what that was', async () => {
    const picture = await pictureOf('https://example.org/menu');
    const { page, complaints } = await open({ prepare: cameraThatSees(picture.toString('base64')) });
    await page.getByRole('button', { name: home.camera }).click();
    await page.getByText(words.nl.checkPage.tips.link).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('says what else can be done when the reader gives no camera', async () => {
    const { page, complaints } = await open({
      prepare:
        "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));",
    });
    await page.getByRole('button', { name: home.camera }).click();
    await page.getByText(home.cameraRefused).waitFor();
    expect(await findFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('many files at once', () => {
  it('gives a row for each, the check behind it, and all of it as CSV', async () => {
    const { page, calls, complaints } = await open();
    await handIn(page, [
      fileOf('=cmd.txt', await platform.sdJwt()),
      fileOf('two.json', await platform.ldp(9)),
      fileOf('letter, or so.txt', 'Beste Samira'),
      fileOf('degree.json', JSON.stringify(degree)),
    ]);
    await page.getByText(table.done(1, 4)).waitFor();
    const rows = await page.locator('tbody tr').allInnerTexts();
    expect(rows.map((row) => row.replace(/\s+/g, ' ').trim())).toEqual([
      `=cmd.txt ${words.nl.outcomes.valid.label} Poetsmaat`,
      `two.json ${words.nl.outcomes.revoked.label} Poetsmaat`,
      `letter, or so.txt ${words.nl.outcomes.malformed.label}: ${words.nl.seen.text}`,
      `degree.json ${words.nl.outcomes.malformed.label}: Dit is geen KlusCV dat we kunnen lezen. We zagen: ${words.nl.seen.other_credential}.`,
    ]);
    expect(await findFaults(page)).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: table.save }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).split('\r\n');
    expect(lines[1]).toMatch(/^'=cmd\.txt,1,valid,[^,]+,Poetsmaat,12345678,20/);
    expect(lines[3]).toMatch(/^"letter, or so\.txt",1,malformed,/);
    await page.getByRole('button', { name: table.show('two.json') }).click();
    await page.waitForSelector('[role=status] .status.bad');
    await page.getByRole('button', { name: table.back }).click();
    await page.getByText(table.done(1, 4)).waitFor();
    expectOnlyLists(calls);
    // Each list once, however many files.
    expect(new Set(calls.map(({ path, search }) => `${path}${search}`)).size).toBe(calls.length);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
