/** What some platforms have beside one mark for the whole. */
import { describe, expect, it } from 'vitest';
import { parseMapping } from '../../../issuer/ingest/index.ts';
import { ownForm } from '../../../issuer/ingest/own-form.ts';
import { importParts, refusals } from '../ingest/import-bytes.ts';

const moment = { from: 'when', format: 'yyyy-MM-dd', timeOfDay: '12:00' };
const mapping = (gig: object) =>
  parseMapping({
    platform: 'Ours',
    file: { format: 'csv', encoding: 'utf-8', delimiter: ',' },
    decimalMark: ',',
    gig: {
      gigId: 'id',
      workerId: 'worker',
      status: 'completed',
      startedAt: moment,
      minutes: 'unknown',
      rating: { from: 'mark', worst: 1, best: 5, recent: 5 },
      aspects: [
        { from: 'reliable', aspect: 'Betrouwbaarheid', worst: 1, best: 5 },
        { from: 'talk', aspect: 'Communicatie', worst: 0, best: 10 },
      ],
      compliments: { from: 'praise', separator: '|', words: { TIME: 'Altijd op tijd', KIND: 'Vriendelijk' } },
      updatedAt: moment,
      ...gig,
    },
  });

const header = 'id,worker,when,mark,reliable,talk,praise';
const lines = [1, 2, 3, 4, 5, 5, 4].map(
  (mark, index) =>
    `${index},W-1,2024-05-0${index + 1},${mark},${mark},${index < 3 ? mark * 2 : ''},${index % 2 === 0 ? 'TIME|KIND' : 'TIME|TIME|OTHER'}`,
);
const file = [header, ...lines].join('\n');

describe('ratings by aspect, recent ratings and compliments', () => {
  it('are counted each by itself, on their own scales', async () => {
    const { record } = await importParts(mapping({}), [file]);
    expect(await record('W-1')).toMatchObject({
      rating: { ratingValue: 3.43, ratingCount: 7 },
      aspects: [
        { reviewAspect: 'Betrouwbaarheid', ratingValue: 3.43, worstRating: 1, bestRating: 5, ratingCount: 7 },
        { reviewAspect: 'Communicatie', worstRating: 0, bestRating: 10, ratingCount: 3 },
      ],
      // The last five marks are 3, 4, 5, 5 and 4.
      recentRating: { ratingValue: 4.2, worstRating: 1, bestRating: 5, window: 5 },
      compliments: [
        { kind: 'Altijd op tijd', count: 7 },
        { kind: 'Vriendelijk', count: 4 },
      ],
    });
    expect((await record('W-1'))?.aspects?.[1]).not.toHaveProperty('ratingValue');
  });

  it('have no recent mean where the platform has none, or no more marks than its window', async () => {
    const none = await importParts(mapping({ rating: { from: 'mark', worst: 1, best: 5 } }), [file]);
    expect(await none.record('W-1')).not.toHaveProperty('recentRating');
    const few = await importParts(mapping({}), [[header, ...lines.slice(0, 5)].join('\n')]);
    expect(await few.record('W-1')).not.toHaveProperty('recentRating');
  });

  it('are refused outside their scale', async () => {
    const outside = [header, '1,W-1,2024-05-01,5,6,,'].join('\n');
    expect(refusals(await importParts(mapping({}), [outside]))).toEqual([[2, 'rating_outside_scale']]);
  });

  it('come in the own form too, cleaned', async () => {
    const gig = (change: object) =>
      JSON.stringify({
        gigId: 'G',
        workerId: 'W-1',
        status: 'completed',
        startedAt: '2024-05-01T10:00:00Z',
        minutes: 60,
        updatedAt: '2024-05-01T12:00:00Z',
        ...change,
      });
    const aspect = { aspect: ' Netheid\u0007 ', value: 4, worst: 1, best: 5 };
    const { record } = await importParts(ownForm, [gig({ aspects: [aspect], compliments: ['<b>fijn</b>'] })]);
    expect(await record('W-1')).toMatchObject({
      aspects: [{ reviewAspect: 'Netheid', ratingCount: 1 }],
      compliments: [{ kind: '<b>fijn</b>', count: 1 }],
    });
    const bad = await importParts(ownForm, [gig({ aspects: [{ ...aspect, value: 9 }] })]);
    expect(refusals(bad)).toEqual([[1, 'rating_outside_scale']]);
  });
});
