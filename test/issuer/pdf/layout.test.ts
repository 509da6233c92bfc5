/** How the paper stands on its pages: what is on the first, what stays together, that nothing leaves the measure. */
import { describe, expect, test } from 'vitest';
import { few, many, manyReviews, open, typical } from './papers.ts';

const languages = ['nl', 'en'] as const;

describe('the first page of a typical worker', () => {
  test.each(languages)(
    'is complete in %s: who, how to check, all figures, what they do not prove',
    async (language) => {
      const { texts, document } = await open({ ...typical, language });
      expect(document.numPages).toBe(2);
      const expected = {
        nl: [
          'Samira de Vries',
          'Gemaakt voor',
          'Typ dit adres zelf over',
          'Waarom zelf?',
          'Opkomst',
          'Sectoren',
        ].concat([
          'Gemiddelde beoordeling',
          'gebruikt bij klussen',
          'Bijna alle scores',
          'Burgerlijk Wetboek',
        ]),
        en: [
          'Samira de Vries',
          'Made for',
          'Type this address yourself',
          'Why type it?',
          'Attendance',
          'Sectors',
        ].concat(['Average rating', 'used in gigs', 'Nearly all scores', 'Dutch Civil Code']),
      };
      for (const words of expected[language]) expect(texts[0]).toContain(words);
      expect(texts[1]).toContain(language === 'nl' ? 'Gewerkte uren per maand' : 'Hours worked per month');
    },
  );

  test('is all of the paper of somebody with one gig', async () => {
    for (const language of languages) {
      expect((await open({ ...few, language })).document.numPages).toBe(1);
    }
  });
});

describe('page breaks', () => {
  test('leave each of a hundred reviews whole, with its month, where it fits a page', async () => {
    const { texts, items } = await open(many);
    for (const [index, { reviewBody }] of manyReviews.entries()) {
      const page = texts.findIndex((text) => text.includes(`Recensie ${index}.`));
      expect(page).toBeGreaterThan(0);
      // Longer ones may run over.
      if (reviewBody.length < 900) {
        expect(texts[page]).toMatch(new RegExp(`Einde ${index}\\.” een opdrachtgever, [a-z]+ 2026`));
      }
    }
    // No page but the last three is half empty, nor ends with a heading.
    for (const page of items.slice(2, -4)) {
      const lowest = Math.min(
        ...page.filter(({ height }) => height > 9).map(({ transform }) => Number(transform[5])),
      );
      expect(lowest).toBeLessThan(420);
    }
  });

  test('number every page, and say on each further one whose it is', async () => {
    const { texts } = await open(many);
    const numbered = texts.length - 1;
    texts.slice(0, numbered).forEach((text, index) => {
      expect(text).toContain(`Pagina ${index + 1} van ${numbered}`);
      if (index > 0)
        expect(text).toContain('KlusCV van Łukasz Thuỳ Öztürk-van den Heuvel · Ondertekend door Poetsmaat');
    });
  });
});

const unending = 'Grensoverschrijdendeklussenplatformwerkersvereniging'.repeat(3);

test.each([
  ['a worker with very much', many],
  [
    'names and words without an end',
    {
      claims: {
        name: unending,
        gigsCompleted: 3,
        clients: [{ name: unending, gigs: 3 }],
        reviews: [
          { reviewBody: unending.repeat(30), datePublished: '2026-10', reviewerRole: 'client' as const },
        ],
      },
      issuerName: unending,
      madeFor: unending,
      verifierAddress: `https://controle.example/${unending}`,
      ownWords: { explanation: unending },
      questionnaire: { url: `https://onderzoek.example/${unending}`, code: unending },
    },
  ],
])('Nothing leaves the page of %s', async (_whose, change) => {
  const { items, pages } = await open(change);
  items.forEach((on, index) => {
    const { width = 0, height = 0 } = pages[index]?.getViewport({ scale: 1 }) ?? {};
    for (const { str, transform, width: length } of on) {
      if (str.trim() === '') continue;
      const [x, y] = [Number(transform[4]), Number(transform[5])];
      expect(x, str).toBeGreaterThan(53);
      expect(x + length, str).toBeLessThan(width - 53 + 4);
      expect(y, str).toBeGreaterThan(30);
      expect(y, str).toBeLessThan(height - 30);
    }
  });
});

describe('own words', () => {
  test('come last, under a heading and a note that set them apart', async () => {
    const { text } = await open({
      ...typical,
      ownWords: { education: 'Mbo 2 Facilitair', earlierJobs: '', explanation: '  ' },
    });
    const apart = text.indexOf('Eigen woorden, niet gecontroleerd Dit heeft de werker zelf geschreven.');
    expect(apart).toBeGreaterThan(text.indexOf('Algemene vaardigheden'));
    expect(text).toContain('Poetsmaat heeft dit niet gecontroleerd en niet ondertekend.');
    expect(text.indexOf('Mbo 2 Facilitair')).toBeGreaterThan(apart);
    expect(text).not.toContain('Eerder werk');
    expect(text).not.toContain('Toelichting');
  });

  test('are not there when all are blank', async () => {
    expect((await open({ ownWords: { education: ' \n' } })).text).not.toContain('Eigen woorden');
    expect((await open({ ownWords: {} })).text).not.toContain('Eigen woorden');
  });
});

describe('a questionnaire', () => {
  test('has a loose sheet for the worker, with its address and code, and is not counted', async () => {
    const { texts } = await open({
      ...typical,
      questionnaire: { url: 'https://onderzoek.example/klussen', code: 'K7QX-4M2P-99TD' },
    });
    expect(texts).toHaveLength(3);
    expect(texts[2]).toMatch(
      /Poetsmaat nodigt je uit .* https:\/\/onderzoek\.example\/klussen .* K7QX-4M2P-99TD/,
    );
    expect(texts[2]).toContain('Los blad, voor de werker zelf');
    expect(texts[1]).toContain('Pagina 2 van 2');
    expect(texts[2]).not.toContain('Samira');
  });

  test('has no link to press when its address is none of the web', async () => {
    const { document, pages } = await open({ questionnaire: { url: 'javascript:alert(1)', code: 'X' } });
    const last = await pages[document.numPages - 1]?.getAnnotations();
    expect(last).toEqual([]);
  });
});
