import { describe, expect, test } from 'vitest';
import { describeRecord, type Row } from '../../../core/credential/index.ts';
import type { ShownRecord } from '../../../core/verify/report.ts';

const now = new Date('2026-11-14T12:00:00Z');
const record: ShownRecord = {
  name: 'Samira de Vries',
  nameBasis: 'not_checked',
  platform: 'Poetsmaat',
  gigsCompleted: 1214,
  firstGigDate: '2023-03-03',
  lastGigDate: '2026-11-10',
  asOf: '2026-11-10',
  hoursWorked: 3702.5,
  clientCount: 38,
  hoursByMonth: { '2026-10': 21, '2026-09': 18.5 },
  occupations: [
    { id: 'http://data.europa.eu/esco/occupation/cbad55a4-c7cf-4ab6-9540-eac72b26729b', gigs: 214 },
  ],
  skills: [
    { id: 'http://data.europa.eu/esco/skill/821ecf8f-3c2a-4b89-a9f1-b2aa7fb0b625', gigs: 214 },
    { id: 'https://example.com/skill', gigs: 2 },
  ],
  attendance: { attended: 214, agreed: 217 },
};
const rowOf = (shown: ShownRecord, key: Row['key'], language: 'nl' | 'en' = 'nl'): Row | undefined => {
  const { facts, judgements } = describeRecord(shown, language, now);
  return [...facts, ...judgements].find((row) => row.key === key);
};

describe('a record in words', () => {
  test('leads with the day up to which the figures run', () => {
    const described = describeRecord(record, 'nl', now);
    expect(described.asOf).toBe('Cijfers tot en met 10 november 2026');
    expect(described.ageNote).toBeUndefined();
    expect(described.nameNote).toBe('Het platform heeft de naam niet met een identiteitsbewijs vergeleken.');
  });

  test('says how old the figures are from six months on', () => {
    expect(describeRecord(record, 'nl', new Date('2027-05-09T12:00:00Z')).ageNote).toBeUndefined();
    expect(describeRecord(record, 'nl', new Date('2027-05-10T12:00:00Z')).ageNote).toBe(
      'Deze cijfers zijn 6 maanden oud. Vraag om een nieuw getuigschrift.',
    );
    expect(describeRecord(record, 'en', new Date('2028-11-14T12:00:00Z')).ageNote).toBe(
      'These figures are 24 months old. Ask for a new certificate.',
    );
  });

  test('puts each figure in the language’s own form', () => {
    expect(rowOf(record, 'gigsCompleted')).toEqual({
      key: 'gigsCompleted',
      label: 'Klussen gedaan',
      value: '1.214',
    });
    expect(rowOf(record, 'hoursWorked', 'en')?.value).toBe('3,702.5');
    expect(rowOf(record, 'firstGigDate')?.value).toBe('3 maart 2023 en 10 november 2026');
    expect(rowOf(record, 'occupations')?.value).toBe('Interieurverzorger');
    expect(rowOf(record, 'hoursByMonth')?.items).toEqual(['september 2026: 18,5', 'oktober 2026: 21']);
  });

  test('calls skills used in gigs, with the number of gigs, and an unknown one by its identifier', () => {
    expect(rowOf(record, 'skills')).toMatchObject({
      label: 'Vaardigheden, gebruikt bij klussen',
      value: 'schoonmaken (214) · https://example.com/skill (2)',
    });
  });

  test('gives counts with every percentage', () => {
    expect(rowOf(record, 'attendance')).toMatchObject({
      value: '98,6%',
      note: 'bij 214 van de 217 afgesproken klussen',
    });
    const satisfaction = { satisfied: 33, rated: 34 };
    expect(rowOf({ satisfaction }, 'satisfaction')?.value).toBe(
      '97,1%, bij 33 van de 34 beoordeelde klussen',
    );
  });

  test('gives the scale and the count with every rating', () => {
    const rating = { ratingValue: 4.7, worstRating: 1, bestRating: 5, ratingCount: 163 };
    expect(rowOf({ rating }, 'rating')).toMatchObject({
      label: 'Gemiddelde beoordeling',
      value: '4,7 op een schaal van 1 tot en met 5, bij 163 klussen',
    });
    expect(describeRecord({ rating }, 'nl', now).judgementNote).toBe(
      'Bijna alle scores op platforms zijn hoog. Kijk ook naar het aantal klussen en de opkomst.',
    );
  });

  test('gives no average below five ratings, even if a credential has one', () => {
    const rating = { ratingValue: 5, worstRating: 1, bestRating: 5, ratingCount: 4 };
    for (const shown of [{ rating }, { rating: { ...rating, ratingValue: undefined } }]) {
      expect(rowOf(shown, 'rating')).toEqual({
        key: 'rating',
        label: 'Beoordelingen',
        value: '4',
        note: 'Nog te weinig beoordelingen voor een gemiddelde',
      });
    }
    expect(rowOf({ satisfaction: { satisfied: 3, rated: 3 } }, 'satisfaction')?.value).not.toContain('%');
  });

  test('sets facts above judgements, and attendance apart from scores', () => {
    const described = describeRecord(record, 'nl', now);
    expect(described.judgements.map(({ key }) => key)).toEqual(['attendance']);
    expect(described.judgementNote).toBeUndefined();
    expect(described.highlights.map(({ key }) => key)).toEqual([
      'gigsCompleted',
      'hoursWorked',
      'clientCount',
      'attendance',
    ]);
  });

  test('says how many reviews there were to choose from', () => {
    const reviews = [{ reviewBody: 'Top', datePublished: '2026-10', reviewerRole: 'client' as const }];
    const noteOf = (shown: ShownRecord) => describeRecord(shown, 'nl', now).reviews?.note;
    expect(noteOf({ reviews, reviewCount: 41 })).toBe('1 van 41 recensies, door de werker gekozen');
    expect(noteOf({ reviews })).toContain('is niet gedeeld');
    expect(noteOf({ reviewCount: 41 })).toContain('De werker deelt er geen.');
    expect(noteOf({})).toBeUndefined();
  });

  test('of nothing is nothing: no zero, no empty row', () => {
    expect(describeRecord({}, 'nl', now)).toEqual({ facts: [], judgements: [], highlights: [] });
  });
});
