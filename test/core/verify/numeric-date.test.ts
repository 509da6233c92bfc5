import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDateTimeStamp } from '../../../core/verify/formats/numeric-date.ts';

const digits = (value: number, length: number): string => String(value).padStart(length, '0');

test('a moment is on a day that its month has, in whatever year', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 9999 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
      (year, month, day) => {
        const date = `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
        const midnight = new Date(`${date}T00:00:00Z`);
        const isDay = !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date);
        expect(parseDateTimeStamp(`${date}T12:30:00Z`) !== undefined, date).toBe(isDay);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('only a leap year has a twenty-ninth of February', () => {
  const held = (year: string) => parseDateTimeStamp(`${year}-02-29T23:59:59+01:00`) !== undefined;
  expect(['0000', '1900', '2000', '2023', '2024', '2100', '2400'].filter(held)).toEqual([
    '0000',
    '2000',
    '2024',
    '2400',
  ]);
});
