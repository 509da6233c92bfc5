/** Exports of platforms that have no status, no id, no hours or no time of day: a mapping can say so. */
import { describe, expect, it } from 'vitest';
import { type Mapping, parseMapping } from '../../../issuer/ingest/index.ts';
import { importParts, refusals } from './import-bytes.ts';

const mapping = (gig: object): Mapping =>
  parseMapping({
    platform: 'Loose',
    file: { format: 'csv', encoding: 'utf-8', delimiter: ',' },
    gig: {
      gigId: ['worker', 'when'],
      workerId: 'worker',
      status: 'completed',
      startedAt: { from: 'when', format: 'yyyy-MM-dd', timeOfDay: '12:00' },
      minutes: 'unknown',
      updatedAt: { from: 'when', format: 'yyyy-MM-dd', timeOfDay: '12:00' },
      ...gig,
    },
  });

describe('a file of finished gigs with dates alone', () => {
  it('gives gigs and dates, and tells of no hours', async () => {
    const { record, report } = await importParts(mapping({}), [
      'worker,when\nW-1,2024-05-01\nW-1,2024-05-02\nW-1,2024-05-01\n',
    ]);
    expect(report).toMatchObject({ accepted: 2, unchanged: 1, refused: [] });
    const counted = await record('W-1');
    expect(counted).toMatchObject({
      gigsCompleted: 2,
      firstGigDate: '2024-05-01',
      lastGigDate: '2024-05-02',
    });
    expect(counted).not.toHaveProperty('hoursWorked');
  });

  it('refuses a line that lacks a part of its id', async () => {
    expect(refusals(await importParts(mapping({}), ['worker,when\nW-1,\n']))).toEqual([
      [2, 'missing_gig_id'],
    ]);
  });
});

describe('dates', () => {
  it.each([
    ['MM/dd/yyyy hh:mm:ss a', '05/01/2024 02:15:00 PM', '2024-05-01T12:15:00.000Z'],
    ['MM/dd/yyyy hh:mm a', '5/1/2024 12:15 am', '2024-04-30T22:15:00.000Z'],
    ['dd-MM-yy HH:mm', '01-05-24 14:15', '2024-05-01T12:15:00.000Z'],
    ['dd MMM yyyy HH:mm', '1 mei 2024 14:15', '2024-05-01T12:15:00.000Z'],
    ['dd MMM yyyy HH:mm', '1 maart 2024 14:15', '2024-03-01T13:15:00.000Z'],
    ['MMM dd yyyy HH:mm', 'Oct 5 2024 14:15', '2024-10-05T12:15:00.000Z'],
    ['iso', '2024-05-01 14:15:00 UTC', '2024-05-01T14:15:00.000Z'],
  ])('in the form %s are read', async (format, text, expected) => {
    const when = { from: 'when', format };
    const { gigs } = await importParts(mapping({ startedAt: when, updatedAt: when }), [
      `worker,when\nW-1,${text}\n`,
    ]);
    expect((await gigs('W-1'))[0]?.startedAt).toBe(expected);
  });

  it.each(['13:15 PM', '0:15 AM'])('do not exist at %s', async (time) => {
    const when = { from: 'when', format: 'dd-MM-yyyy hh:mm a' };
    const result = await importParts(mapping({ startedAt: when }), [`worker,when\nW-1,01-05-2024 ${time}\n`]);
    expect(refusals(result)).toEqual([[2, 'invalid_date']]);
  });
});

describe('a status word that nobody has said the meaning of', () => {
  it('is refused until the mapping says it', async () => {
    const status = { from: 'state', words: { done: 'completed', shelved: '?' } };
    const result = await importParts(mapping({ status }), [
      'worker,when,state\nW-1,2024-05-01,done\nW-1,2024-05-02,shelved\n',
    ]);
    expect(result.report.refused).toEqual([
      {
        line: 3,
        code: 'unknown_status',
        message: 'state: the mapping does not say yet what "shelved" means.',
      },
    ]);
  });
});
