import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../../issuer/ingest/parse-duration.ts';

const minutesOf = (text: unknown): string | undefined => {
  const outcome = parseDuration(text, 'duration');
  return outcome.ok ? outcome.value?.toString() : outcome.error.code;
};

describe('a length of time', () => {
  it.each([
    ['1:30', '90'],
    ['01:30:00', '90'],
    ['00:45:30', '45.5'],
    ['100:00', '6000'],
    ['PT1H30M', '90'],
    ['PT90M', '90'],
    ['pt45m30s', '45.5'],
    ['1h 30m', '90'],
    ['1u30', '90'],
    ['2 uur', '120'],
    ['2 Stunden', '120'],
    ['45 min.', '45'],
    ['1 hr 5 mins', '65'],
    ['', undefined],
    ['  ', undefined],
    [null, undefined],
  ])('%j is %s minutes', (text, minutes) => expect(minutesOf(text)).toBe(minutes));

  it.each(['90', '1,5', '1:75', 'PT', 'P1D', 'h', 'gisteren', '-1:30', '1:2:3', 90, {}, true])(
    '%j could be anything, and is refused',
    (text) => expect(minutesOf(text)).toBe('invalid_number'),
  );

  it('comes back as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 0, max: 59 }), (hours, minutes) => {
        const expected = String(hours * 60 + minutes);
        expect(minutesOf(`${hours}:${String(minutes).padStart(2, '0')}`)).toBe(expected);
        expect(minutesOf(`PT${hours}H${minutes}M`)).toBe(expected);
        expect(minutesOf(`${hours}h ${minutes}m`)).toBe(expected);
      }),
    );
  });
});
