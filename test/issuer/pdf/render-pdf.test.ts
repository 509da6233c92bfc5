import { beforeAll, describe, expect, test } from 'vitest';
import { credentialBytes as bytes, claims, open, render } from './papers.ts';

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

  test('has the verifier’s address to type, and why one should', () => {
    expect(paper.text).toContain('Typ dit adres zelf over: controle.example Geef daar');
    expect(paper.text).toContain('Een vervalser maakt ook een QR-code');
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

  test('keeps the scheme of an address that a browser would not add by itself', async () => {
    const { text } = await open({ verifierAddress: 'http://localhost:4200' });
    expect(text).toContain('Typ dit adres zelf over: http://localhost:4200');
  });

  test('names nobody for whom it was made, unless the worker did', async () => {
    expect((await open()).text).not.toContain('Gemaakt voor');
    expect((await open({ madeFor: 'Hotel De Vier Linden' })).text).toContain(
      'Gemaakt voor Hotel De Vier Linden',
    );
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
    expect(Buffer.from(await render()).equals(Buffer.from(await render()))).toBe(true);
  });
});
