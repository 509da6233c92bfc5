import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findOverlaps } from '../../ui/overlap.ts';

const record = (firstGigDate: string, lastGigDate: string) => ({ firstGigDate, lastGigDate });

describe('the time that records share', () => {
  it('is none for one record, for records that do not touch, and for records without dates', () => {
    expect(findOverlaps([record('2024-01-01', '2024-12-31')])).toEqual([]);
    expect(findOverlaps([record('2024-01-01', '2024-05-31'), record('2024-06-01', '2024-12-31')])).toEqual(
      [],
    );
    expect(findOverlaps([{ gigsCompleted: 1 }, record('2024-06-01', '2024-12-31')])).toEqual([]);
  });

  it('has its first and last day in both', () => {
    expect(findOverlaps([record('2024-01-01', '2024-06-01'), record('2024-06-01', '2024-12-31')])).toEqual([
      { from: '2024-06-01', until: '2024-06-01' },
    ]);
  });

  it('is told apart where nobody worked in between, and joined where three meet', () => {
    const shared = findOverlaps([
      record('2020-01-01', '2025-12-31'),
      record('2020-03-01', '2020-06-01'),
      record('2020-05-01', '2020-09-01'),
      record('2024-01-01', '2024-02-01'),
    ]);
    expect(shared).toEqual([
      { from: '2020-03-01', until: '2020-09-01' },
      { from: '2024-01-01', until: '2024-02-01' },
    ]);
  });

  it('does not depend on the order of the records', () => {
    const day = fc
      .integer({ min: 0, max: 400 })
      .map((offset) => new Date(Date.UTC(2024, 0, 1 + offset)).toISOString().slice(0, 10));
    const records = fc.array(
      fc.tuple(day, day).map(([one, other]) => record(...sorted(one, other))),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(records, (list) => {
        expect(findOverlaps(list.toReversed())).toEqual(findOverlaps(list));
      }),
    );
  });
});

const sorted = (one: string, other: string): [string, string] => (one < other ? [one, other] : [other, one]);
