import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAsSigned } from '../../../core/verify/formats/is-as-signed.ts';

/** As JSON-LD 1.1 API section 8.6 writes a double into the graph. */
const inGraph = (value: number): number => Number(value.toExponential(15));

describe('a number in a credential', () => {
  it('counts as signed exactly when its sixteen digits in the graph are the number', () => {
    const decimals = fc
      .tuple(fc.maxSafeInteger(), fc.integer({ min: -20, max: 5 }))
      .map(([digits, exponent]) => Number(`${digits}e${exponent}`));
    fc.assert(
      fc.property(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), decimals), (value) => {
        expect(isAsSigned(value), String(value)).toBe(inGraph(value) === value);
      }),
      { numRuns: 20_000 },
    );
  });

  it('is looked at closely beside powers of two, where doubles lie closer on one side', () => {
    for (let exponent = -60; exponent <= 60; exponent += 1) {
      const power = 2 ** exponent;
      for (const digits of [12, 13, 14, 15, 16, 17]) {
        const near = Number(power.toPrecision(digits));
        for (const value of [near, -near, power]) expect(isAsSigned(value)).toBe(inGraph(value) === value);
      }
    }
  });

  it('with more than sixteen digits was not signed as it stands, at any depth', () => {
    expect(isAsSigned({ hours: [{ hours: 0.1 }, { hours: 702.25 }] })).toBe(true);
    // Written with sixteen digits it is 3.000000000000000E-1, which is another number.
    expect(isAsSigned({ hours: [{ hours: 0.1 + 0.2 }] })).toBe(false);
    expect(isAsSigned(2 ** 53 + 2)).toBe(true);
  });
});
