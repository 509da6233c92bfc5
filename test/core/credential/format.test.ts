import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatDate,
  formatMonth,
  formatNumber,
  formatPercent,
  localDateOf,
  monthsBetween,
} from '../../../core/credential/index.ts';

describe('numbers', () => {
  test('carry the marks of the language and at most two decimals', () => {
    expect([formatNumber(1234, 'nl'), formatNumber(1234, 'en')]).toEqual(['1.234', '1,234']);
    expect([formatNumber(702.25, 'nl'), formatNumber(4.7, 'en'), formatNumber(12, 'nl')]).toEqual([
      '702,25',
      '4.7',
      '12',
    ]);
  });
});

describe('percentages', () => {
  test('have one decimal, half up, and none when it is nought', () => {
    expect([formatPercent(214, 217, 'nl'), formatPercent(214, 217, 'en')]).toEqual(['98,6%', '98.6%']);
    expect(formatPercent(1, 8, 'nl')).toBe('12,5%');
    expect(formatPercent(1, 2000, 'nl')).toBe('0,1%');
    expect(formatPercent(49, 50, 'nl')).toBe('98%');
  });

  test('say 100% only of all, and 0% only of none', () => {
    expect(formatPercent(2999, 3000, 'nl')).toBe('99,9%');
    expect(formatPercent(1, 30_000, 'nl')).toBe('0,1%');
    expect(formatPercent(7, 7, 'nl')).toBe('100%');
    expect(formatPercent(0, 7, 'nl')).toBe('0%');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 0, max: 1e6 }), (whole, some) => {
        const part = Math.min(whole, some);
        const text = formatPercent(part, whole, 'en');
        expect(text === '100%').toBe(part === whole);
        expect(text === '0%').toBe(part === 0);
        expect(Math.abs(Number(text.slice(0, -1)) - (part / whole) * 100)).toBeLessThanOrEqual(0.1);
      }),
    );
  });
});

describe('dates', () => {
  test('are written in full', () => {
    expect([formatDate('2026-11-14', 'nl'), formatDate('2026-11-14', 'en')]).toEqual([
      '14 november 2026',
      '14 November 2026',
    ]);
    expect([formatMonth('2025-03', 'nl'), formatMonth('2025-03', 'en')]).toEqual([
      'maart 2025',
      'March 2025',
    ]);
  });

  test('of an instant are the day in Amsterdam', () => {
    expect(localDateOf(new Date('2026-06-30T22:30:00Z'))).toBe('2026-07-01');
    expect(formatDate('2026-12-31T23:30:00Z', 'nl')).toBe('1 januari 2027');
    expect(formatDate(new Date('2026-01-01T00:00:00Z'), 'en')).toBe('1 January 2026');
  });

  test('of an instant are what the calendar says, whichever instant was asked before', () => {
    const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' });
    const noInvalidDate = true;
    const hours = fc.date({ min: new Date('1930-01-01'), max: new Date('2100-01-01'), noInvalidDate });
    fc.assert(
      fc.property(hours, fc.integer({ min: -4_000_000, max: 4_000_000 }), (instant, further) => {
        for (const asked of [instant, new Date(instant.getTime() + further), instant])
          expect(localDateOf(asked)).toBe(calendar.format(asked));
      }),
    );
  });

  test.each([
    ['2026-01-15', '2026-07-14', 5],
    ['2026-01-15', '2026-07-15', 6],
    ['2025-08-31', '2026-02-28', 6],
    ['2025-08-31', '2026-02-27', 5],
    ['2024-02-29', '2025-02-28', 12],
    ['2026-11-10', '2026-11-14', 0],
  ])('from %s to %s are %i whole months', (from, to, months) => {
    expect(monthsBetween(from, to)).toBe(months);
  });
});
