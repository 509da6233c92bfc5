import { beforeAll, describe, expect, test } from 'vitest';
import { loadWords, words } from '../../../contexts/index.ts';
import { describeRecord, formatDate, formatNumber, formatPercent } from '../../../core/credential/index.ts';

beforeAll(() => Promise.all([loadWords('fr'), loadWords('de')]));

/** French sets narrow and other spaces that do not break; which one is the browser's own affair. */
const plainSpaces = (text: string): string => text.replace(/\s/g, ' ');

describe('a record in the further languages of the worker’s page', () => {
  test('has dates, numbers and percentages as people write them there', () => {
    expect([formatDate('2026-11-01', 'fr'), formatDate('2026-11-14', 'fr')]).toEqual([
      '1er novembre 2026',
      '14 novembre 2026',
    ]);
    expect(formatDate('2026-11-14', 'de')).toBe('14. November 2026');
    expect([plainSpaces(formatNumber(1234.5, 'fr')), formatNumber(1234.5, 'de')]).toEqual([
      '1 234,5',
      '1.234,5',
    ]);
    expect([formatPercent(214, 217, 'fr'), formatPercent(214, 217, 'de')].map(plainSpaces)).toEqual([
      '98,6 %',
      '98,6 %',
    ]);
  });

  test('names skills in English, since the table has no label in the language', () => {
    const skill = 'http://data.europa.eu/esco/skill/821ecf8f-3c2a-4b89-a9f1-b2aa7fb0b625';
    const record = { skills: [{ id: skill, gigs: 214 }] };
    const [row] = describeRecord(record, 'de', new Date('2026-11-21')).facts;
    expect(row).toMatchObject({ label: words.de.record.skills, value: 'cleaning (214)' });
  });
});
