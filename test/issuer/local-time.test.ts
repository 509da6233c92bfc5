import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { instantOfWallTime, isTimeZone, localDate } from '../../issuer/local-time.ts';

const wall = (text: string) => Date.parse(`${text}Z`);
const iso = (instant: number) => new Date(instant).toISOString();

describe('Dutch wall time', () => {
  it('is one hour ahead of UTC in winter and two in summer', () => {
    expect(iso(instantOfWallTime(wall('2025-01-15T12:00')).instant)).toBe('2025-01-15T11:00:00.000Z');
    expect(iso(instantOfWallTime(wall('2025-07-15T12:00')).instant)).toBe('2025-07-15T10:00:00.000Z');
  });

  it('means the earlier instant in the hour that comes twice', () => {
    expect(iso(instantOfWallTime(wall('2024-10-27T02:30')).instant)).toBe('2024-10-27T00:30:00.000Z');
    expect(iso(instantOfWallTime(wall('2024-10-27T03:00')).instant)).toBe('2024-10-27T02:00:00.000Z');
  });

  it('says that a time in the skipped hour does not exist, and reads it as one hour later', () => {
    const skipped = instantOfWallTime(wall('2024-03-31T02:30'));
    expect([iso(skipped.instant), skipped.exists]).toEqual(['2024-03-31T01:30:00.000Z', false]);
    expect(instantOfWallTime(wall('2024-03-31T03:00'))).toEqual({
      instant: wall('2024-03-31T01:00'),
      exists: true,
    });
  });

  it('gives the local date, also where UTC has another', () => {
    expect(localDate(Date.parse('2024-12-31T23:30:00Z'))).toBe('2025-01-01');
    expect(localDate(Date.parse('2024-06-30T21:59:59Z'))).toBe('2024-06-30');
  });

  it('agrees with Temporal at any moment', () => {
    const anyWall = fc.integer({
      min: wall('2000-01-02T00:00') / 60_000,
      max: wall('2037-12-30T00:00') / 60_000,
    });
    const nearChange = fc
      .tuple(fc.constantFrom('2024-03-31', '2024-10-27'), fc.integer({ min: -300, max: 600 }))
      .map(([date, minutes]) => wall(`${date}T00:00`) / 60_000 + minutes);
    fc.assert(
      fc.property(fc.oneof(anyWall, nearChange), (minutes) => {
        const plain = Temporal.PlainDateTime.from(iso(minutes * 60_000).slice(0, -1));
        const zoned = plain.toZonedDateTime('Europe/Amsterdam', { disambiguation: 'compatible' });
        const { instant, exists } = instantOfWallTime(minutes * 60_000);
        expect(instant).toBe(zoned.epochMilliseconds);
        expect(exists).toBe(zoned.toPlainDateTime().equals(plain));
        expect(localDate(instant)).toBe(zoned.toPlainDate().toString());
      }),
      { numRuns: 300 },
    );
  });

  it('knows which names are time zones', () => {
    expect([isTimeZone('Europe/Amsterdam'), isTimeZone('Amsterdam')]).toEqual([true, false]);
  });
});
