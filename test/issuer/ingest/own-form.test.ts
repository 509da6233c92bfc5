import { describe, expect, it } from 'vitest';
import { ownForm } from '../../../issuer/ingest/index.ts';
import { importParts, refusals } from './import-bytes.ts';

const record = {
  gigId: 'G-1',
  workerId: 'W-1',
  status: 'completed',
  startedAt: '2025-05-01T09:00:00+02:00',
  minutes: 90,
  updatedAt: '2025-05-01T12:00:00Z',
};
const importOwn = (...changes: object[]) =>
  importParts(ownForm, [changes.map((change) => JSON.stringify({ ...record, ...change })).join('\n')]);

describe("gig records in the project's own form", () => {
  it('go in, with times in UTC, texts cleaned and what is null or blank left out', async () => {
    const result = await importOwn({
      workerName: ' Eva\u0007 de Wit ',
      client: { id: 'C-1', name: null },
      occupation: null,
      rating: { satisfied: true },
      review: { text: ' \n', date: '2025-05-02' },
      skills: [],
    });
    expect(await result.gigs('W-1')).toEqual([
      {
        ...record,
        startedAt: '2025-05-01T07:00:00.000Z',
        updatedAt: '2025-05-01T12:00:00.000Z',
        workerName: 'Eva de Wit',
        client: { id: 'C-1' },
        rating: { satisfied: true },
      },
    ]);
  });

  it.each([
    [{ gigId: '' }, 'missing_gig_id'],
    [{ gigId: 5 }, 'invalid_value'],
    [{ workerId: undefined }, 'invalid_value'],
    [{ status: 'done' }, 'unknown_status'],
    [{ startedAt: '2025-02-31T09:00:00Z' }, 'invalid_date'],
    [{ startedAt: '2025-05-01T09:00:00' }, 'invalid_date'],
    [{ minutes: -1 }, 'negative_duration'],
    [{ minutes: 1441 }, 'duration_too_long'],
    [{ minutes: 7.5 }, 'invalid_value'],
    [{ minutes: '90' }, 'invalid_value'],
    [{ startedAt: '2027-01-01T09:00:00Z' }, 'completed_in_future'],
    [{ rating: { value: 6, worst: 1, best: 5 } }, 'rating_outside_scale'],
    [{ rating: { value: 1, worst: 5, best: 1 } }, 'rating_outside_scale'],
    [{ raiting: { value: 5, worst: 1, best: 5 } }, 'unknown_member'],
    [{ review: { txt: 'x', date: '2025-05-01' } }, 'invalid_value'],
    [{ gigId: 'G\uFFFD' }, 'damaged_id'],
  ])('%j is refused as %s', async (change, code) => {
    expect(refusals(await importOwn(change))).toEqual([[1, code]]);
  });

  it('never show a value of theirs in a refusal', async () => {
    const { report } = await importOwn({ status: 'Eva de Wit' }, { raiting: 'Eva' }, { startedAt: 'Eva' });
    expect(report.refused).toHaveLength(3);
    expect(JSON.stringify(report)).not.toContain('Eva');
  });
});
