import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownForm } from '../../../issuer/ingest/index.ts';
import { dagploegLine, importParts } from './import-bytes.ts';

const at = (updated: string, changes: object = {}) => dagploegLine({ updated, ...changes });
const early = '2025-12-28T10:00:00Z';
const late = '2025-12-29T10:00:00Z';

describe('a gig that comes again', () => {
  it('is a correction when newer, and changes nothing when older or the same', async () => {
    const { report, record } = await importParts('dagploeg', [
      [
        at(late),
        at(early, { state: 'CANCELLED_CLIENT' }),
        at(late),
        at('2025-12-30T10:00:00Z', { breakMinutes: 0 }),
      ].join('\n'),
    ]);
    expect(report).toMatchObject({ accepted: 1, corrected: 1, unchanged: 2 });
    expect((await record('W-1'))?.hoursWorked).toBe(8);
  });

  it('is the same when its time is written in another zone', async () => {
    const lines = [at('2025-12-29T10:00:00.57Z'), at('2025-12-29T11:00:00.570+01:00')];
    expect((await importParts('dagploeg', [lines.join('\n')])).report).toMatchObject({
      accepted: 1,
      unchanged: 1,
    });
  });

  it('takes a completed gig back when it was cancelled after all, whichever came first', async () => {
    const lines = [at(early), at(late, { state: 'CANCELLED_CLIENT' })];
    for (const parts of [lines, [...lines].reverse()]) {
      const { record } = await importParts('dagploeg', parts);
      expect(await record('W-1')).toEqual({ gigsCompleted: 0, asOf: '2025-12-29' });
    }
  });

  it('moves to another worker, and the first one knows nothing of it any more, whichever came first', async () => {
    const lines = [at(early), at(late, { worker: { id: 'W-2', name: 'Noor Visser' } })];
    for (const parts of [lines, [...lines].reverse()]) {
      const { record } = await importParts('dagploeg', parts);
      expect(await record('W-1')).toBeUndefined();
      expect((await record('W-2'))?.gigsCompleted).toBe(1);
    }
  });

  it('is not touched by a newer line that is refused', async () => {
    const { report, record } = await importParts('dagploeg', [
      [at(early), at(late, { breakMinutes: 999 })].join('\n'),
    ]);
    expect(report).toMatchObject({ accepted: 1, refused: [{ line: 2 }] });
    expect((await record('W-1'))?.gigsCompleted).toBe(1);
  });

  it('at the same time is the one whose canonical JSON sorts last', async () => {
    const lines = [at(late, { breakMinutes: 30 }), at(late, { breakMinutes: 385 })];
    for (const parts of [lines, [...lines].reverse()]) {
      const [gig] = await (await importParts('dagploeg', parts)).gigs('W-1');
      // "95" sorts behind "450".
      expect(gig?.minutes).toBe(95);
    }
  });
});

describe("a worker's name", () => {
  it('is that of the newest record, in any order, also when that one lacks it', async () => {
    const lines = [
      at(early, { id: 'A', worker: { id: 'W-1', name: 'Eva Jansen' } }),
      at(late, { id: 'B', worker: { id: 'W-1', name: 'Eva de Wit' } }),
      at('2025-12-30T10:00:00Z', { id: 'C', worker: { id: 'W-1' } }),
    ];
    for (const parts of [lines, [...lines].reverse()]) {
      const { store } = await importParts('dagploeg', parts);
      expect(await store.workers.loadWorker('W-1')).toMatchObject({
        name: 'Eva de Wit',
        nameBasis: 'not_checked',
      });
    }
  });
});

describe('gig records in any order, cut anywhere', () => {
  const gig = fc.record({
    gigId: fc.constantFrom('a', 'b', 'c'),
    workerId: fc.constantFrom('W-1', 'W-2'),
    workerName: fc.constantFrom('Eva', 'Noor'),
    status: fc.constantFrom('completed', 'no_show', 'cancelled_by_client'),
    startedAt: fc.constantFrom('2025-03-30T00:30:00Z', '2025-01-01T23:30:00+01:00'),
    minutes: fc.integer({ min: 0, max: 1440 }),
    updatedAt: fc.constantFrom('2025-05-01T00:00:00Z', '2025-05-02T00:00:00Z'),
  });
  const arrivals = fc
    .array(gig, { minLength: 1, maxLength: 12 })
    .chain((gigs) =>
      fc.tuple(fc.constant(gigs), fc.shuffledSubarray(gigs, { minLength: gigs.length }), fc.nat(gigs.length)),
    );

  it('leave the same behind', async () => {
    const keep = async (parts: object[][]) => {
      const { store } = await importParts(
        ownForm,
        parts.map((part) => part.map((line) => JSON.stringify(line)).join('\n')),
      );
      const kept = await Promise.all(
        ['W-1', 'W-2'].map((id) => Promise.all([store.workers.loadWorker(id), store.gigs.loadByWorker(id)])),
      );
      await store.close();
      return kept.map(([worker, gigs]) => [worker, gigs.map((line) => canonicalize(line)).sort()]);
    };
    await fc.assert(
      fc.asyncProperty(arrivals, async ([gigs, shuffled, cut]) => {
        expect(await keep([shuffled.slice(0, cut), shuffled.slice(cut), gigs])).toEqual(await keep([gigs]));
      }),
      { numRuns: 60 },
    );
  });
});
