import { describe, expect, it } from 'vitest';
import { describeRecord } from '../../../core/credential/index.ts';

const now = new Date('2026-11-14T12:00:00Z');
const record = {
  aspects: [
    { reviewAspect: 'Betrouwbaarheid', ratingValue: 4.82, worstRating: 1, bestRating: 5, ratingCount: 96 },
    { reviewAspect: 'Communicatie', worstRating: 1, bestRating: 5, ratingCount: 3 },
  ],
  recentRating: { ratingValue: 4.75, worstRating: 1, bestRating: 5, window: 50 },
  compliments: [{ kind: 'Altijd op tijd', count: 1031 }],
};

describe('what some platforms have beside one mark', () => {
  it('is said with its scale, its count and its window', () => {
    const rows = describeRecord(record, 'nl', now).judgements;
    expect(rows.map(({ label, value }) => [label, value])).toEqual([
      ['Laatste beoordelingen', '4,75 op een schaal van 1 tot en met 5, over de laatste 50 beoordelingen'],
      [
        'Beoordeling per onderdeel',
        'Betrouwbaarheid: 4,82 op een schaal van 1 tot en met 5, bij 96 klussen · Communicatie: 3 beoordelingen, nog te weinig voor een gemiddelde',
      ],
      ['Complimenten', 'Altijd op tijd (1.031)'],
    ]);
  });

  it('stands with the note that nearly all scores are high', () => {
    expect(describeRecord(record, 'en', now).judgementNote).toContain('Nearly all scores');
  });
});
