import { readFile } from 'node:fs/promises';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import example from '../../../contexts/kluscv/v1.example.json' with { type: 'json' };
import { PartialClaims } from '../../../core/credential/index.ts';
import { type PdfInput, renderPdf } from '../../../issuer/pdf/index.ts';

const { id: _id, ...given } = example.credentialSubject;
const claims = PartialClaims.parse(given);
const bytes = new TextEncoder().encode(JSON.stringify(example, null, 2));
/** As many digits as the largest compact edition has. */
const digits = Array.from({ length: 1550 }, (_none, index) => (index * 7 + 3) % 10).join('');
const input: PdfInput = {
  claims,
  issuerName: 'Poetsmaat',
  credential: { fileName: 'kluscv.vc.json', mediaType: 'application/vc', bytes },
  qrUrl: `https://controle.example/#${digits}`,
  verifierAddress: 'https://controle.example',
  language: 'nl',
  createdAt: new Date('2026-11-14T10:00:00Z'),
  validUntil: new Date('2031-11-14T10:00:00Z'),
};

const open = async (change: Partial<PdfInput> = {}) => {
  const pdf = await renderPdf({ ...input, ...change });
  const document = await getDocument({
    data: pdf.slice(),
    verbosity: VerbosityLevel.ERRORS,
    disableFontFace: true,
    useSystemFonts: false,
  }).promise;
  const pages = await Promise.all(
    Array.from({ length: document.numPages }, (_none, index) => document.getPage(index + 1)),
  );
  const texts = await Promise.all(
    pages.map(async (page) =>
      (await page.getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' '),
    ),
  );
  return { pdf, document, pages, text: texts.join(' ').replaceAll(/\s+/g, ' ') };
};

describe('the paper', () => {
  let paper: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    paper = await open();
  });

  test('says the record in words', () => {
    for (const words of [
      'Digitaal getuigschrift van klussen',
      'Samira de Vries',
      'Ondertekend door Poetsmaat op 14 november 2026',
      'Geldig tot 14 november 2031.',
      'Werkervaring, cijfers tot en met 10 november 2026',
      '702,25',
      '98,6%',
      'bij 214 van de 217 afgesproken klussen',
      'Interieurverzorger',
      '4,7 op een schaal van 1 tot en met 5, bij 163 klussen',
      'Bijna alle scores op platforms zijn hoog.',
      '2 van 41 recensies, door de werker gekozen',
      'Pagina 1 van 2',
    ]) {
      expect(paper.text).toContain(words);
    }
  });

  test('has the general paragraph word for word, under its note', () => {
    const [first = ''] = (claims.generalSkills ?? '').split('\n\n');
    expect(paper.text).toContain(`Algemene tekst, hetzelfde voor iedereen ${first}`);
  });

  test('says what it is not, and that only the check counts', () => {
    expect(paper.text).toContain('Alleen die controle telt, niet dit papier.');
    expect(paper.text).toContain('niet-gekwalificeerde verklaring');
    expect(paper.text).toContain('werknemer of zzp’er');
    expect(paper.text).not.toMatch(/officieel|EU-erkend/);
  });

  test('carries the signed credential byte for byte', async () => {
    const attachments = await paper.document.getAttachments();
    expect([...(attachments?.values() ?? [])]).toMatchObject([{ filename: 'kluscv.vc.json' }]);
    const [id = ''] = attachments?.keys() ?? [];
    expect(await paper.document.getAttachmentContent(id)).toEqual(bytes);
    expect(Buffer.from(paper.pdf).toString('latin1')).toContain('/AFRelationship /Source');
  });

  test('is tagged, in Dutch, with headings, a list, tables and a figure that has words', async () => {
    const marks: unknown = await paper.document.getMarkInfo();
    expect(marks instanceof Map && marks.get('Marked')).toBe(true);
    const { info } = await paper.document.getMetadata();
    expect(info).toMatchObject({ Title: 'KlusCV van Samira de Vries', Language: 'nl-NL' });
    const trees = await Promise.all(paper.pages.map((page) => page.getStructTree()));
    const structure = JSON.stringify(trees);
    for (const role of ['H1', 'H2', 'LI', 'LBody', 'TR', 'TH', 'TD', 'Figure']) {
      expect(structure).toContain(`"role":"${role}"`);
    }
    expect(structure).toContain('"alt":"QR-code met de ondertekende feiten van dit getuigschrift"');
  });

  test('has a QR code that reads back as the address with all digits, from a rendering at 150 dpi', async () => {
    const wasm = await readFile(new URL(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
    await prepareZXingModule({
      overrides: { wasmBinary: new Uint8Array(wasm).buffer },
      fireImmediately: true,
    });
    const [page] = paper.pages;
    const viewport = page?.getViewport({ scale: 150 / 72 });
    if (page === undefined || viewport === undefined) throw new Error('The paper has no page.');
    const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
    await page.render({ canvas: Object(canvas), viewport }).promise;
    const found = await readBarcodes(new Uint8Array(canvas.toBuffer('image/png')), { formats: ['QRCode'] });
    expect(found.map(({ text }) => text)).toEqual([input.qrUrl]);
  });
});

describe('another paper', () => {
  test('speaks English', async () => {
    const { text, document } = await open({ language: 'en' });
    expect(text).toContain('Signed by Poetsmaat on 14 November 2026');
    expect(text).toContain('at 214 of the 217 agreed gigs');
    expect(text).toContain('Working through an online platform takes specific skills.');
    expect((await document.getMetadata()).info).toMatchObject({
      Title: 'GigCV of Samira de Vries',
      Language: 'en-GB',
    });
  });

  test('shows the platform’s name as it is told, not as the claims have it', async () => {
    const { text } = await open({ claims: { ...claims, platform: 'Somebody else' } });
    expect(text).not.toContain('Somebody else');
  });

  test('never shows a name that the worker kept out', async () => {
    const { name: _name, nameBasis: _basis, generalSkills: _general, ...rest } = claims;
    const { text, document } = await open({ claims: rest });
    expect(text).not.toContain('Samira');
    expect(text).toContain('De platformwerker heeft tijdens zijn werk via Poetsmaat getoond');
    expect((await document.getMetadata()).info).toMatchObject({ Title: 'KlusCV' });
  });

  test('takes mark-up, formulas, emoji and a script that the typeface lacks as text, and says what it replaced', async () => {
    const name = '=HYPERLINK("http://x") <b>Şahin</b> & 😀\u202e\u0000';
    const { text, document } = await open({ claims: { ...claims, name } });
    expect(text).toContain('=HYPERLINK("http://x") <b>Şahin</b> & □');
    expect(text).toContain('Tekens die dit lettertype niet heeft');
    expect((await document.getMetadata()).info).toMatchObject({ Language: 'nl-NL' });
  });

  test('runs over as many pages as it needs, and numbers them', async () => {
    const month = (index: number) =>
      `${2020 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
    const { text, document } = await open({
      claims: {
        ...claims,
        hoursByMonth: Array.from({ length: 80 }, (_none, index) => ({
          month: month(index),
          hours: index + 0.25,
        })),
        clients: Array.from({ length: 60 }, (_none, index) => ({
          name: `Hotel ’t Anker ${index}`,
          gigs: 60 - index,
        })),
        reviews: [
          { reviewBody: 'Altijd op tijd. '.repeat(300), datePublished: '2026-10', reviewerRole: 'client' },
        ],
      },
    });
    expect(document.numPages).toBeGreaterThan(2);
    // August 2026 is the last month, in the table's row of its year.
    expect(text).toMatch(/2026 (\d+,25 ){7}79,25 – – – –/);
    expect(text).toContain(`Pagina ${document.numPages} van ${document.numPages}`);
  });

  test('has little to say of little: the base claims alone', async () => {
    const { platform, gigsCompleted, firstGigDate, lastGigDate, asOf } = claims;
    const { text } = await open({ claims: { platform, gigsCompleted, firstGigDate, lastGigDate, asOf } });
    expect(text).toContain('3 maart 2023 en 10 november 2026');
    expect(text).not.toMatch(/Opkomst|Recensies|beoordeling voor/);
  });

  test('is the same, byte for byte, when made again of the same', async () => {
    expect(Buffer.from(await renderPdf(input)).equals(Buffer.from(await renderPdf(input)))).toBe(true);
  });
});
