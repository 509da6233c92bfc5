import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDateTimeStamp } from '../../core/date-time-stamp.ts';

describe('a moment, as credentials and proofs say it', () => {
  it('is a dateTimeStamp of UTC in whole seconds, whatever was asked before', () => {
    const moment = fc.date({
      min: new Date('1900-01-01'),
      max: new Date('2200-01-01'),
      noInvalidDate: true,
    });
    const few = fc.integer({ min: 0, max: 150_000 }).map((ms) => new Date(1_794_000_000_000 + ms));
    fc.assert(
      fc.property(fc.oneof(moment, few), (date) => {
        const text = toDateTimeStamp(date);
        expect(text).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
        expect(Date.parse(text)).toBe(Math.floor(date.getTime() / 1000) * 1000);
      }),
    );
  });

  it('is none of a date that is none', () => {
    expect(() => toDateTimeStamp(new Date(Number.NaN))).toThrow(RangeError);
  });
});
